#!/usr/bin/env python3
"""What crowd-kit makes of several people's labels: Dawid-Skene, one-coin Dawid-Skene, GLAD and MACE.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/crowdkit_labels.py > Tests/Fixtures/agreement/labels.json

People and labels are numbered as they first appear, since crowd-kit's MACE takes one person for another where their
names sort otherwise; its restarts are all the same, so there is one, and where it begins is given with each case. GLAD
optimises down to a gradient of 0.001 here; as it is it stops at 0.01, which leaves its probabilities 0.001 off.
"""

import json
import warnings

import numpy as np
import pandas as pd
from crowdkit.aggregation import GLAD, MACE, DawidSkene, OneCoinDawidSkene
from scipy.stats import uniform

warnings.simplefilter("ignore")


def answers(generator, tasks, people, classes, missing, careless):
    """[task, person, label] of everybody, tasks in order; the first task is answered by all."""
    right = [generator.uniform(0.35, 0.6) if person < careless else generator.uniform(0.7, 0.97)
             for person in range(people)]
    votes, names = [], {}
    for task in range(tasks):
        truth = int(generator.integers(classes))
        asked = [person for person in range(people) if task == 0 or generator.random() >= missing]
        for person in asked or [int(generator.integers(people))]:
            label = truth if generator.random() < right[person] else int(generator.integers(classes))
            votes.append([task, person, names.setdefault(label, len(names))])
    return votes, len(names)


def frame(votes):
    return pd.DataFrame([[task, f"w{person:02}", f"c{label:02}"] for task, person, label in votes],
                        columns=["task", "worker", "label"])


def table(probabilities):
    return probabilities.sort_index(axis=0).sort_index(axis=1).to_numpy().tolist()


def start(people, labels):
    """Where crowd-kit's MACE begins, normalised as it does."""
    parts = [uniform(1, 1.5).rvs(size=(people, count), random_state=0) for count in (2, labels)]
    return [(part / part.sum(axis=1, keepdims=True)).tolist() for part in parts]


def case(generator, *shape):
    votes, labels = answers(generator, *shape)
    data = frame(votes)
    people = data.worker.nunique()
    dawid_skene, coin = DawidSkene().fit(data), OneCoinDawidSkene().fit(data)
    glad, mace = GLAD(m_step_tol=1e-3, m_step_max_iter=100).fit(data), MACE(n_restarts=1).fit(data)
    errors, priors = dawid_skene.errors_, dawid_skene.priors_
    right = [sum(priors[label] * errors.loc[(worker, label), label] for label in priors.index
                 if (worker, label) in errors.index) for worker in sorted(data.worker.unique())]
    return {
        "labels": labels, "people": people, "votes": votes,
        "dawidSkene": {"probabilities": table(dawid_skene.probas_), "people": [float(share) for share in right]},
        "oneCoin": {"probabilities": table(coin.probas_), "people": coin.skills_.sort_index().tolist()},
        "glad": {"probabilities": table(glad.probas_), "people": glad.alphas_.sort_index().tolist()},
        "mace": {"start": start(people, labels), "probabilities": table(mace.probas_),
                 "people": mace.spamming_[:, 1].tolist()},
    }


def main():
    generator = np.random.default_rng(20261130)
    # Tasks, people, classes, missing answers, careless people.
    shapes = [(12, 3, 2, 0, 0), (16, 5, 2, 0.2, 1), (15, 5, 3, 0, 1), (20, 6, 3, 0.3, 2), (14, 4, 4, 0.1, 0),
              (20, 7, 2, 0.5, 2), (18, 5, 5, 0.2, 1), (10, 8, 3, 0, 3), (20, 3, 3, 0.1, 1), (16, 6, 4, 0.4, 1),
              (8, 2, 2, 0, 0)]
    rows = ",\n".join(json.dumps(case(generator, *shape), separators=(",", ":")) for shape in shapes)
    print('{"source": "crowd-kit 1.4.2", "cases": [\n' + rows + "\n]}")


if __name__ == "__main__":
    main()
