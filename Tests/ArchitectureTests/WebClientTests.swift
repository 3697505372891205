import Testing

@Suite("Web client")
struct WebClientTests {
    @Test("no script makes markup or code from a string")
    func scripts() throws {
        let paths = try Repository.paths(under: "WebClient", extensions: ["js", "mjs"])
        let found = try paths.flatMap { WebClientRules.script(path: $0, text: try Repository.text($0)) }
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test("no page holds a script or a style of its own")
    func pages() throws {
        let paths = try Repository.paths(under: "WebClient", extensions: ["html", "svg"])
        #expect(paths.contains("WebClient/index.html"))
        let found = try paths.flatMap { WebClientRules.page(path: $0, text: try Repository.text($0)) }
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test(
        "a refused call in a script is found",
        arguments: [
            "cell.innerHTML = name", "cell?.outerHTML", "cell.insertAdjacentHTML('beforeend', x)",
            "eval(text)",
            "cell.setAttribute('style', 'left: 0')", "const f = new Function('a', 'return a')",
            "href: 'javascript:0'",
        ]
    )
    func refusedScript(code: String) {
        #expect(WebClientRules.script(path: "a.js", text: "\n\(code)\n").map(\.line) == [2])
    }

    @Test(
        "a script that only names it, or sets one property, passes",
        arguments: [
            "// never .innerHTML", " * not .innerHTML either", "retrieval(text)", "cell.style.left = '1px'",
        ]
    )
    func plainScript(code: String) {
        #expect(WebClientRules.script(path: "a.js", text: code).isEmpty)
    }

    @Test(
        "a script or style in a page is found",
        arguments: [
            "<script>let a</script>", "<script type=\"module\">", "<style>", "<p style=\"left: 0\">",
            "<p class=a STYLE='x'>",
            "<button type=\"button\"\n onclick=\"f()\">", "<a href=\"javascript:f()\">", "<!-- a --><style>",
        ]
    )
    func refusedPage(html: String) {
        #expect(WebClientRules.page(path: "a.html", text: "\n" + html).map(\.line) == [2])
    }

    @Test(
        "a page that keeps both in files passes",
        arguments: [
            "<!doctype html>", "<script type=\"module\" src=\"/js/main.js\"></script>",
            "<link rel=\"stylesheet\" href=\"a.css\">",
            "<!-- <style> -->", "<p title=\"style='x' onclick\">one &lt; two</p>",
            "<body data-style=\"plain\">",
        ]
    )
    func plainPage(html: String) {
        #expect(WebClientRules.page(path: "a.html", text: html).isEmpty)
    }
}
