import Geometry
public import Labeling

extension Annotation {
    /// A box, with the identifier a client would give it.
    public static func box(
        _ number: Int, _ label: LabelClassID, x: Double = 4, y: Double = 4, width: Double = 20,
        height: Double = 16
    ) -> Annotation {
        Annotation(
            id: .client(number), labelID: label, shape: .box(Box(x: x, y: y, width: width, height: height)))
    }

    /// A square polygon with a square hole in its middle: sides of 40 and 20 pixels, area 1,200.
    public static func polygonWithHole(
        _ number: Int, _ label: LabelClassID, x: Double = 2, y: Double = 2
    ) -> Annotation {
        func square(_ inset: Double, _ side: Double) -> [ImagePoint] {
            let (left, top) = (x + inset, y + inset)
            return [
                ImagePoint(x: left, y: top), ImagePoint(x: left + side, y: top),
                ImagePoint(x: left + side, y: top + side), ImagePoint(x: left, y: top + side),
            ]
        }
        let polygon = Polygon(rings: [square(0, 40), square(10, 20)])
        return Annotation(id: .client(number), labelID: label, shape: .polygon(polygon))
    }
}
