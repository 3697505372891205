public import Labeling

extension GoldExam.Outcome {
    /// What results are worth together: objects of all images are counted as if they were on one.
    ///
    /// Where nothing was to be found and nothing was drawn, both figures are 1.
    public init(of results: [GoldResult], rules: GoldSettings.Exam) {
        var (right, found, drawn, known) = (0, 0, 0, 0)
        for result in results {
            right += result.right
            found += result.pairs.count
            drawn += result.pairs.count + result.extra.count
            known += result.expected
        }
        let f1 = drawn + known == 0 ? 1 : Double(2 * right) / Double(drawn + known)
        let accuracy = found == 0 ? (known == 0 ? 1 : 0) : Double(right) / Double(found)
        self.init(
            f1: f1, classAccuracy: accuracy,
            isPassed: f1 >= rules.minimumF1 && accuracy >= rules.minimumClassAccuracy)
    }
}
