import Foundation
import TestSupport

/// A made-up crowd's answers as COCO, whose lists can be written in any order.
struct CrowdFile {
    typealias Row = [String: Any]

    var images: [Row] = []
    var categories: [Row] = [["id": 1, "name": "cat"], ["id": 2, "name": "dog"], ["id": 7, "name": "owl"]]
    var annotators: [Row] = []
    var assignments: [[Int]] = []
    var annotations: [Row] = []
    var truth: [Row] = []

    /// Objects drawn by several people with slips, misses and mistaken classes; one image has nothing on it.
    init(seed: UInt64, images count: Int = 5, annotators people: Int = 4) {
        var random = SeededGenerator(seed: seed)
        annotators = (1...people).map { ["id": $0 * 3, "name": "person \($0)"] }
        for image in 1...count {
            images.append(["id": image * 10, "file_name": "photo-\(image).jpg", "width": 640, "height": 480])
            let objects = (0..<(image == 1 ? 0 : Int.random(in: 2...6, using: &random))).map { _ in
                (
                    x: Double.random(in: 10...500, using: &random),
                    y: Double.random(in: 10...350, using: &random),
                    side: Double.random(in: 30...100, using: &random),
                    label: [1, 2, 7].randomElement(using: &random) ?? 1
                )
            }
            for object in objects {
                let box = [object.x, object.y, object.side, object.side]
                truth.append([
                    "id": truth.count + 1, "image_id": image * 10, "category_id": object.label, "bbox": box,
                    "iscrowd": 0,
                ])
            }
            for person in 1...people where Int.random(in: 0..<8, using: &random) > 0 {
                assignments.append([image * 10, person * 3])
                for object in objects where Int.random(in: 0..<6, using: &random) > 0 {
                    func slip() -> Double { (Double.random(in: -6...6, using: &random) * 4).rounded() / 4 }
                    let isMistaken = Int.random(in: 0..<6, using: &random) == 0
                    annotations.append([
                        "id": annotations.count + 1, "image_id": image * 10, "annotator_id": person * 3,
                        "category_id": isMistaken ? 2 : object.label, "iscrowd": 0,
                        "bbox": [
                            object.x + slip(), object.y + slip(), object.side + slip(), object.side + slip(),
                        ],
                    ])
                }
            }
        }
    }

    /// The same answers with every list in another order.
    func shuffled(seed: UInt64) -> CrowdFile {
        var random = SeededGenerator(seed: seed)
        var other = self
        other.images.shuffle(using: &random)
        other.categories.shuffle(using: &random)
        other.annotators.shuffle(using: &random)
        other.assignments.shuffle(using: &random)
        other.annotations.shuffle(using: &random)
        return other
    }

    /// The same answers under ids that are texts, every other one outlined in two parts.
    func withTextIDs() -> CrowdFile {
        var other = self
        func text(_ id: Any?) -> String { "id-\(id as? Int ?? 0)" }
        other.images = images.map { row in row.merging(["id": text(row["id"])]) { $1 } }
        other.annotations = annotations.enumerated().map { index, row in
            var row = row.merging(["id": text(row["id"]), "image_id": text(row["image_id"])]) { $1 }
            if index.isMultiple(of: 2), let box = row["bbox"] as? [Double] {
                let (x, y, far, low) = (box[0], box[1], box[0] + box[2], box[1] + box[3])
                let (left, right) = (x + box[2] * 0.4, x + box[2] * 0.6)
                row["segmentation"] = [
                    [x, y, left, y, left, low, x, low], [right, y, far, y, far, low, right, low],
                ]
            }
            return row
        }
        other.assignments = []
        return other
    }

    /// One file with everybody in it.
    func together() throws -> [UInt8] {
        try json([
            "images": images, "categories": categories, "annotators": annotators, "assignments": assignments,
            "annotations": annotations,
        ])
    }

    /// What one person drew, as an ordinary COCO file of the images they looked at.
    func alone(_ annotator: Int) throws -> [UInt8] {
        let seen = Set(assignments.filter { $0[1] == annotator }.map { $0[0] })
        return try json([
            "images": images.filter { seen.contains($0["id"] as? Int ?? 0) }, "categories": categories,
            "annotations": annotations.filter { $0["annotator_id"] as? Int == annotator }.map { row in
                row.filter { $0.key != "annotator_id" }
            },
        ])
    }

    /// The truth as ordinary COCO.
    func truthFile() throws -> [UInt8] {
        try json(["images": images, "categories": categories, "annotations": truth])
    }

    /// One file with everybody and the truth of some images beside them.
    func withTruth(of known: [Int]) throws -> [UInt8] {
        try json([
            "images": images, "categories": categories, "annotators": annotators, "assignments": assignments,
            "annotations": annotations, "gt_image_ids": known,
            "gt_annotations": truth.filter { known.contains($0["image_id"] as? Int ?? 0) },
        ])
    }

    private func json(_ object: Row) throws -> [UInt8] {
        Array(try JSONSerialization.data(withJSONObject: object))
    }
}
