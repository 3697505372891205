public import Agreement
public import Labeling

/// A project with its classes, as one person sees it.
public struct ProjectDetail: Sendable {
    /// The project.
    public let project: Project
    /// The classes by position, retired ones included.
    public let labels: [LabelClass]
    /// The person's role.
    public let role: Role
    /// How far the work has come; only for those who may see other people's work.
    public let progress: ProjectProgress?
    /// Mean agreement over the images that at least two people answered; only beside the progress.
    public let agreement: Estimate?
    /// The person's own share.
    public let own: OwnProgress
}

/// What one person has done and could do in a project.
public struct OwnProgress: Sendable {
    /// Images they have answered.
    public let submitted: Int
    /// Images they could still be given.
    public let available: Int
}

/// Creates, lists, edits and deletes projects.
public struct ManageProjects: Sendable {
    private let environment: WorkflowEnvironment

    /// Managing projects, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Makes a project; its maker becomes a requester in it.
    public func create(_ draft: ProjectDraft, by principal: Principal) async throws(BoxwoodError)
        -> ProjectDetail
    {
        try principal.require(.requester)
        guard draft.name != nil else { throw .invalid("name", "A project needs a name.") }
        guard let labels = draft.labels, !labels.isEmpty else {
            throw .invalid("labels", "A project needs at least one class.")
        }
        let now = environment.clock.now()
        let empty = Project(
            id: environment.identifiers.identifier(), name: "", summary: "", instructions: "", replication: 3,
            consensus: ConsensusSettings(), createdAt: now)
        let project = try draft.apply(to: empty, limits: environment.limits)
        let classes = try draft.apply(
            to: [], project: project.id, limits: environment.limits, identifiers: environment.identifiers)
        let guideline = environment.identifiers.uuid(Guideline.self)
        return try await environment.store.write { tx in
            try tx.insert(project)
            for label in classes { try tx.put(label) }
            try tx.publishInstructions(of: project, by: principal.account.id, as: guideline, at: now)
            try tx.put(Membership(projectID: project.id, accountID: principal.account.id, role: .requester))
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "project.created", projectID: project.id,
                    subject: project.id.rawValue, at: now))
            return try tx.detail(of: project.id, for: principal, at: now)
        }
    }

    /// The projects the person works in; the owner sees all.
    public func list(for principal: Principal) async throws(BoxwoodError) -> [ProjectDetail] {
        let now = environment.clock.now()
        return try await environment.store.read { tx in
            try tx.projects().compactMap { project in
                guard try tx.role(of: principal, in: project.id) != nil else { return nil }
                return try tx.detail(of: project.id, for: principal, at: now)
            }
        }
    }

    /// One project.
    public func detail(of id: ProjectID, for principal: Principal) async throws(BoxwoodError) -> ProjectDetail
    {
        let now = environment.clock.now()
        return try await environment.store.read { tx in try tx.detail(of: id, for: principal, at: now) }
    }

    /// The identifier of the project that a name or an identifier means.
    public func resolve(_ nameOrID: String, for principal: Principal) async throws(BoxwoodError) -> ProjectID
    {
        try await environment.store.read { tx in
            let project = try tx.project(ProjectID(nameOrID)) ?? tx.project(named: nameOrID)
            guard let project, try tx.role(of: principal, in: project.id) != nil else {
                throw BoxwoodError.notFound("project")
            }
            return project.id
        }
    }

    /// Edits a project; settings that change the consensus take effect on every image afterwards.
    ///
    /// - Parameter revision: the revision the edit was made from.
    /// - Throws: ``BoxwoodError/Code/stale`` when somebody else edited it since.
    public func edit(
        _ id: ProjectID, _ draft: ProjectDraft, revision: Int, by principal: Principal
    ) async throws(BoxwoodError) -> (detail: ProjectDetail, consensusChanged: Bool) {
        let now = environment.clock.now()
        return try await environment.store.write { [environment] tx in
            let present = try tx.access(id, for: principal, atLeast: .requester).project
            let edited = try draft.apply(to: present, limits: environment.limits)
            let classes = try draft.apply(
                to: try tx.labels(of: id), project: id, limits: environment.limits,
                identifiers: environment.identifiers)
            guard try tx.update(edited, expectedRevision: revision) else {
                throw BoxwoodError(
                    .stale, "Somebody else changed the project; it is now at revision \(present.revision).")
            }
            try tx.publishInstructions(
                of: edited, by: principal.account.id, as: environment.identifiers.uuid(), at: now)
            if draft.labels != nil { try tx.replace(present: try tx.labels(of: id), by: classes) }
            if edited.replication != present.replication, try tx.workPlan(of: id).rules == nil {
                try tx.setSlots(edited.replication, in: id)
            }
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "project.edited", projectID: id,
                    subject: id.rawValue,
                    at: now))
            return (try tx.detail(of: id, for: principal, at: now), edited.consensus != present.consensus)
        }
    }

    /// Deletes a project with its images and answers; files that nothing else uses go with it.
    public func delete(_ id: ProjectID, revision: Int, by principal: Principal) async throws(BoxwoodError) {
        let now = environment.clock.now()
        let (blobs, uploads) = try await environment.store.write { tx -> ([BlobID], [ImageID]) in
            let present = try tx.access(id, for: principal, atLeast: .requester).project
            guard present.revision == revision else {
                throw BoxwoodError(
                    .stale, "Somebody else changed the project; it is now at revision \(present.revision).")
            }
            let images = try tx.images(in: id, afterPosition: 0, limit: .max)
            let uploads = try tx.uploads(in: id, limit: .max)
            try tx.deleteProject(id)
            try tx.append(
                AuditEvent(
                    actor: principal.account.id, action: "project.deleted", projectID: id,
                    subject: id.rawValue,
                    at: now))
            return (images.flatMap { [$0.original, $0.tiles] } + uploads.map(\.original), uploads.map(\.id))
        }
        for upload in uploads { environment.imports.cancel(upload) }
        try await UnusedBlobs(environment).remove(blobs)
    }
}

extension WriteTransaction {
    /// Stores classes whose names may have changed places: names in use stand aside first.
    fileprivate func replace(present: [LabelClass], by classes: [LabelClass]) throws {
        for var label in present where !classes.contains(label) {
            label.name = label.id.rawValue
            try put(label)
        }
        for label in classes { try put(label) }
    }
}

extension ReadTransaction {
    fileprivate func detail(
        of id: ProjectID, for principal: Principal, at now: Timestamp
    ) throws -> ProjectDetail {
        let access = try access(id, for: principal, atLeast: .annotator)
        let seesOthers = access.role >= .reviewer
        return ProjectDetail(
            project: access.project, labels: try labels(of: id), role: access.role,
            progress: seesOthers ? try progress(of: id) : nil,
            agreement: seesOthers ? Estimate.mean(of: try agreements(in: id)) : nil,
            own: OwnProgress(
                submitted: try submissionCount(of: principal.account.id, in: id),
                available: try imagesLeft(for: principal.account.id, in: id, at: now)))
    }
}
