"""The screens of a project's results, each brought to where it is worth a look: disagreement, conflicts, history, figures."""

from playwright.sync_api import Page, expect


def go(page: Page, world, address: str) -> None:
    page.goto(f"{world.owner.server.url}/{address}")


def image(page, world):
    go(page, world, f"#/projects/{world.id}/images/{world.worst['id']}")
    expect(page.get_by_test_id("consensus-object").first).to_be_visible()
    page.wait_for_timeout(300)


def image_why(page, world):
    image(page, world)
    page.get_by_test_id("consensus-object").first.get_by_role("button").first.click()
    expect(page.get_by_test_id("why")).to_be_visible()
    page.get_by_test_id("outlines-toggle").check()
    expect(page.get_by_test_id("outline-1")).to_be_attached()
    page.get_by_test_id("why").scroll_into_view_if_needed()


def image_heatmap(page, world):
    image(page, world)
    page.get_by_test_id("layer-toggle-heatmap").check()
    page.wait_for_function("() => document.querySelector('.viewer-heat').naturalWidth > 0")
    expect(page.get_by_test_id("hotspot").first).to_be_visible()


def disagreement(page, world):
    go(page, world, f"#/projects/{world.id}/disagreement")
    page.get_by_test_id("frame-map").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("image-behind").first).to_be_visible()


def audits(page, world):
    go(page, world, f"#/projects/{world.id}/audits")
    expect(page.get_by_test_id("audit-row")).to_have_count(1)


def audit(page, world):
    go(page, world, f"#/projects/{world.id}/audits/{world.audit['id']}")
    expect(page.get_by_test_id("audit-item")).to_contain_text("Item 4 of")
    page.keyboard.press("0")
    expect(page.get_by_test_id("reason-spurious")).to_be_focused()


def consensus_history(page, world):
    go(page, world, f"#/projects/{world.id}/consensus")
    expect(page.get_by_test_id("run").first).to_be_visible()


def consensus_preview(page, world):
    consensus_history(page, world)
    page.get_by_test_id("method-quorum").check()
    page.get_by_role("slider", name="Quorum").fill("0.3")
    page.get_by_test_id("preview").click()
    expect(page.get_by_test_id("comparison").get_by_test_id("changed-image").first).to_be_visible(timeout=15_000)
    expect(page.get_by_test_id("changes").locator("li").first).to_be_visible()


def balance(page, world):
    go(page, world, f"#/projects/{world.id}/balance")
    expect(page.get_by_test_id("balance-row")).to_have_count(3)
    page.locator(".fold summary").first.click()


def conflicts(page, world):
    go(page, world, f"#/projects/{world.id}/conflicts?state=all")
    expect(page.get_by_test_id("conflict-item")).to_have_count(len(world.conflicts))
    page.get_by_test_id("choose").first.check()
    expect(page.get_by_test_id("assign-bar")).to_be_visible()


def conflict(page, world):
    go(page, world, f"#/projects/{world.id}/conflicts/{world.conflicts[0]['id']}")
    expect(page.locator("[data-testid=desk][data-conflict][aria-busy=false]")).to_be_visible()
    page.wait_for_timeout(300)


def conflict_decided(page, world):
    go(page, world, f"#/projects/{world.id}/conflicts/{world.conflicts[-1]['id']}?names=1")
    expect(page.get_by_test_id("conflict-said")).to_contain_text("shadow")


def conflict_drawing(page, world):
    conflict(page, world)
    page.keyboard.press("e")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("draft-keep")).to_be_enabled()


def conflict_help(page, world):
    conflict(page, world)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("While drawing")


def decisions(page, world):
    go(page, world, f"#/projects/{world.id}/decisions")
    expect(page.get_by_test_id("decision-row").first).to_be_visible()


def wall(page, world):
    go(page, world, f"#/projects/{world.id}/wall?label={world.labels['car']}")
    page.get_by_test_id("crop").first.click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_test_id("wall-said")).to_contain_text("1 not a car")


def agreement_figures(page, world):
    go(page, world, f"#/projects/{world.id}/agreement")
    expect(page.get_by_test_id("alpha-row")).to_have_count(7)
    expect(page.locator(".pair-matrix tbody tr")).to_have_count(3)
    expect(page.get_by_test_id("calibration-error")).to_be_visible()
    page.get_by_test_id("table-reliability").click()


def skill_card(page, world):
    go(page, world, f"#/projects/{world.id}/people/{world.crowd[1].id}")
    expect(page.get_by_test_id("person-confusion")).to_be_visible()
    page.get_by_test_id("table-drift-recall").click()


def dashboard(page, world):
    go(page, world, f"#/projects/{world.id}/dashboard")
    expect(page.get_by_test_id("chart-throughput")).to_be_visible()
    page.get_by_test_id("table-throughput").click()


def images_narrowed(page, world):
    go(page, world, f"#/projects/{world.id}?people={world.crowd[0].id},{world.crowd[1].id}&label={world.labels['tree']}")
    expect(page.get_by_test_id("narrowing")).to_contain_text("Ada Lovelace, Ben Ng")


def work(page, world):
    go(page, world, f"#/projects/{world.id}/work")
    page.get_by_role("combobox", name="People an image").select_option("rules")
    page.get_by_test_id("rules-preview").click()
    expect(page.get_by_test_id("chart-rules-preview")).to_be_visible()


def pay(page, world):
    go(page, world, f"#/projects/{world.id}/pay")
    page.get_by_role("combobox", name="Work in this project").select_option("paid")
    page.get_by_test_id("pay-estimate").click()
    expect(page.get_by_test_id("bill")).to_be_visible()


def planning(page, world):
    go(page, world, f"#/projects/{world.id}/planning")
    page.get_by_test_id("plan-study").click()
    expect(page.get_by_test_id("chart-planning").or_(page.get_by_text("Too few answers"))).to_be_visible()


def certificate(page, world):
    go(page, world, f"#/projects/{world.id}/certificate")
    expect(page.get_by_test_id("certificate-hash")).to_be_visible()


RESULTS = [
    image, image_why, image_heatmap, disagreement, audits, audit, consensus_history, consensus_preview, balance,
    work, pay, planning, agreement_figures, skill_card, dashboard, images_narrowed, conflicts, conflict, conflict_decided,
    conflict_drawing, conflict_help, decisions, wall, certificate,
]
