public import Geometry
public import Labeling

/// What one image adds to the class balance: its accepted objects.
public struct BalancedImage: Sendable {
    /// An object's class and the box around it.
    public struct Object: Sendable {
        /// The class.
        public let labelID: LabelClassID
        /// The box around its shape, in image pixels.
        public let bounds: Box
        /// Its area in square pixels.
        public let area: Double

        /// An object with its class and shape.
        public init(labelID: LabelClassID, shape: Shape) {
            self.labelID = labelID
            bounds = shape.bounds
            area = shape.area
        }
    }

    /// The image.
    public let id: ImageID
    /// Its objects.
    public let objects: [Object]

    /// An image with its objects.
    public init(id: ImageID, objects: [Object]) {
        self.id = id
        self.objects = objects
    }

    /// How many objects there are of each class.
    var counts: [LabelClassID: Int] {
        objects.reduce(into: [:]) { $0[$1.labelID, default: 0] += 1 }
    }
}
