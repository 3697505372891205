import Geometry
import Labeling
import Workflow

/// An image that was just uploaded.
struct UploadedImageJSON: Encodable {
    let id: ImageID
    let name: String
    let width: Int
    let height: Int
    let duplicate: Bool
    /// Where there is more than one: how many frames or pages the file has.
    let frames: Int?
    let note: String?

    init(_ imported: ImportedImage) {
        id = imported.image.id
        name = imported.image.name
        width = imported.image.size.width
        height = imported.image.size.height
        duplicate = imported.isDuplicate
        frames = imported.frames.flatMap { $0 > 1 ? $0 : nil }
        note = imported.note
    }
}

/// How far an upload is: `queued`, `reading`, `cutting` with a share, `ready` with its image, or `failed`.
struct UploadProgressJSON: Encodable {
    /// Why it was refused, as the answer to a single request would say it.
    struct Problem: Encodable {
        let code: String
        let detail: String
        let field: String?

        init(_ error: BoxwoodError) {
            code = error.code.rawValue
            detail = error.message
            field = error.field
        }
    }

    let id: ImageID
    let name: String?
    let state: String
    let share: Double?
    let image: UploadedImageJSON?
    let problem: Problem?

    init(_ id: ImageID, _ progress: UploadProgress, name: String? = nil) {
        self.id = id
        self.name = name
        (state, share, image, problem) =
            switch progress {
            case .queued: ("queued", nil, nil, nil)
            case .reading: ("reading", nil, nil, nil)
            case .cutting(let share): ("cutting", share, nil, nil)
            case .ready(let imported): ("ready", nil, UploadedImageJSON(imported), nil)
            case .failed(let error): ("failed", nil, nil, Problem(error))
            }
    }

    init(_ status: UploadStatus) {
        self.init(status.upload.id, status.progress, name: status.upload.name)
    }
}
