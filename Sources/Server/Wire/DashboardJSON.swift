import Agreement
import Labeling
import Workflow

/// The course of the work on a project.
struct DashboardJSON: Encodable {
    struct StretchJSON: Encodable {
        /// When it begins.
        let start: String
        /// When the next one would.
        let end: String?
        let answers: Int
        let shapes: Int
        let images: Int
        let people: Int
        /// Seconds of work on the answers whose time is known.
        let activeSeconds: Double
        /// The same for each of their shapes; null where there are none.
        let secondsPerShape: Double?
        let agreement: EstimateJSON
        let gold: EstimateJSON

        init(_ stretch: ProjectDashboard.Stretch, step: Int64?) {
            let activity = stretch.activity
            start = activity.start.rfc3339
            end = step.map { Timestamp(milliseconds: activity.start.milliseconds + $0).rfc3339 }
            answers = activity.answers
            shapes = activity.shapes
            images = activity.images
            people = activity.people
            activeSeconds = Double(activity.activeMilliseconds) / 1000
            secondsPerShape =
                activity.timedShapes > 0 ? activeSeconds / Double(activity.timedShapes) : nil
            agreement = EstimateJSON(stretch.agreement)
            gold = EstimateJSON(stretch.gold)
        }
    }

    struct QueueJSON: Encodable {
        struct BinJSON: Encodable {
            /// Seconds.
            let from: Int64
            let to: Int64?
            let count: Int
            let images: [ImageID]
        }

        let images: Int
        let freeSlots: Int
        let longestSeconds: Int64?
        let bins: [BinJSON]

        init(_ queue: QueueAge) {
            images = queue.images
            freeSlots = queue.freeSlots
            longestSeconds = queue.longest
            bins = queue.bins.map { BinJSON(from: $0.from, to: $0.to, count: $0.count, images: $0.images) }
        }
    }

    struct PersonJSON: Encodable {
        let id: AccountID
        let name: String
    }

    struct LabelJSON: Encodable {
        let id: LabelClassID
        let name: String
    }

    let step: String
    let answersBefore: Int
    let progress: ProgressJSON
    let total: StretchJSON?
    let stretches: [StretchJSON]
    let queue: QueueJSON
    let people: [PersonJSON]
    let labels: [LabelJSON]

    init(_ dashboard: ProjectDashboard) {
        step = dashboard.step < 86_400_000 ? "hour" : "day"
        answersBefore = dashboard.answersBefore
        progress = ProgressJSON(dashboard.progress, agreement: dashboard.total?.agreement ?? .undefined(""))
        total = dashboard.total.map { StretchJSON($0, step: nil) }
        stretches = dashboard.stretches.map { StretchJSON($0, step: dashboard.step) }
        queue = QueueJSON(dashboard.queue)
        people = dashboard.people.map { PersonJSON(id: $0.id, name: $0.name) }
        labels = dashboard.labels.map { LabelJSON(id: $0.id, name: $0.name) }
    }
}
