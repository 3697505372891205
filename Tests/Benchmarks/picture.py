"""Curves with error bars as an SVG file, with nothing but text."""

from html import escape

COLOURS = ("#1b7837", "#2166ac", "#b2182b", "#762a83")
LEFT, TOP, WIDTH, HEIGHT = 64, 20, 520, 320


def curves(lines, across, up):
    """One curve a name of `lines`: a list of figures, each [value, low, high] under the keys `across` and `up`."""
    points = [figures for line in lines.values() for figures in line]
    right = max(figures[across][2] for figures in points) * 1.05
    top = max(figures[up][2] for figures in points) * 1.05

    def x(value):
        return LEFT + WIDTH * value / right

    def y(value):
        return TOP + HEIGHT * (1 - value / top)

    parts = [axis(x, y, right, top, across, up)]
    for row, (name, line) in enumerate(lines.items()):
        colour = COLOURS[row % len(COLOURS)]
        line = sorted(line, key=lambda figures: figures[across][0])
        path = " ".join(f"{x(figures[across][0]):.1f},{y(figures[up][0]):.1f}" for figures in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for figures in line:
            at, (value, low, high) = x(figures[across][0]), figures[up]
            parts.append(f'<path d="M{at:.1f} {y(low):.1f}V{y(high):.1f}" stroke="{colour}" opacity="0.5"/>')
            parts.append(f'<circle cx="{at:.1f}" cy="{y(value):.1f}" r="4" fill="{colour}"/>')
        parts.append(text(LEFT + WIDTH - 4, TOP + 18 + 18 * row, escape(name), "end", colour))
    size = f'width="{LEFT + WIDTH + 20}" height="{TOP + HEIGHT + 56}"'
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>', *parts, "</svg>", ""])


def axis(x, y, right, top, across, up):
    parts = [f'<path d="M{LEFT} {TOP}V{TOP + HEIGHT}H{LEFT + WIDTH}" fill="none" stroke="black"/>']
    for value in ticks(right):
        parts.append(text(x(value), TOP + HEIGHT + 20, f"{value:g}", "middle"))
    for value in ticks(top):
        parts.append(text(LEFT - 8, y(value) + 4, f"{value:g}", "end"))
        parts.append(f'<path d="M{LEFT} {y(value):.1f}h{WIDTH}" stroke="#ddd"/>')
    parts.append(text(LEFT + WIDTH / 2, TOP + HEIGHT + 44, escape(across), "middle"))
    parts.append(f'<g transform="translate(16 {TOP + HEIGHT / 2}) rotate(-90)">{text(0, 0, escape(up), "middle")}</g>')
    return "\n".join(parts)


def ticks(most):
    """Round numbers from 0 to `most`, at most eight steps."""
    step = next(
        size * 10.0 ** power for power in range(-6, 7) for size in (1, 2, 5) if most / (size * 10.0 ** power) <= 8)
    return [round(step * count, 9) for count in range(int(most / step) + 1)]


def text(x, y, words, anchor, colour="black"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'
