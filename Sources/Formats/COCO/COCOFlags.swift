import Labeling

/// The flags that COCO has no key for, by the name they have in a file.
enum COCOFlags {
    static let named: [(name: String, flag: AnnotationFlags)] = [
        ("occluded", .occluded), ("truncated", .truncated), ("unsure", .unsure),
    ]
}
