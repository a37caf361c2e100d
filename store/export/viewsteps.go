package export

import (
	"slices"
	"strconv"
	"strings"

	"alur/model"
	"alur/model/findings"
	"alur/model/stats"
)

// stepOf are the columns that say which step a row is about.
func stepOf[T any](r findings.Review, process, step func(T) string) []column[T] {
	return []column[T]{
		text("process", process), text("step", step),
		text("title", func(x T) string { return r.Title(process(x), step(x)) }),
	}
}

func queueColumns(r findings.Review) []column[findings.Queue] {
	type q = findings.Queue
	return append(stepOf(r, func(x q) string { return x.Process }, func(x q) string { return x.Step }),
		count("came", func(x q) int { return x.Came }), count("went", func(x q) int { return x.Went }),
		count("begin", func(x q) int { return x.Begin }), count("end", func(x q) int { return x.End }),
		measure("chance", func(x q) float64 { return x.Chance }), measure("waited_s", func(x q) float64 { return x.Waited }),
		measure("share", func(x q) float64 { return x.Share }), measure("oldest_s", func(x q) float64 { return x.Oldest }),
		column[q]{"days", func(x q) cell {
			days := make([]string, len(x.Days))
			for i, n := range x.Days {
				days[i] = strconv.Itoa(n)
			}
			return plain(strings.Join(days, " "))
		}},
	)
}

func detourColumns(r findings.Review) []column[findings.Detour] {
	type d = findings.Detour
	return append(stepOf(r, func(x d) string { return x.Process }, func(x d) string { return x.Step }),
		count("executions", func(x d) int { return x.Executions }), count("cases", func(x d) int { return x.Cases }),
		measure("per_case", func(x d) float64 { return x.PerCase }),
		count("again", func(x d) int { return x.Again }), count("again_cases", func(x d) int { return x.AgainCases }),
		measure("lost_s", func(x d) float64 { return x.Lost }), count("again_sent_back", func(x d) int { return x.AgainSent }),
		count("given_back", func(x d) int { return x.GivenBack }), count("handed", func(x d) int { return x.Handed }),
		count("unclear", func(x d) int { return x.Unclear }), count("skipped", func(x d) int { return x.Skipped }),
		count("waived", func(x d) int { return x.Waived }),
	)
}

func involvedColumns(r findings.Review, lang model.Lang) []column[findings.Involved] {
	type v = findings.Involved
	return []column[v]{
		text("process", func(x v) string { return x.Process }), count("cases", func(x v) int { return x.Cases }),
		measure("steps_p50", func(x v) float64 { return x.Steps }), measure("hand_overs_p50", func(x v) float64 { return x.HandOvers }),
		count("variants", func(x v) int { return x.Ways }), count("for_80_percent", func(x v) int { return x.ForMost }),
		measure("entropy", func(x v) float64 { return x.Entropy }), count("first_pass", func(x v) int { return x.FirstPass }),
		{"spread", func(x v) cell {
			if x.Spread == 0 {
				return amount("")
			}
			return decimal(x.Spread)
		}},
		count("rounds", func(x v) int { return x.Rounds }), count("again", func(x v) int { return x.Again }),
		count("given_back", func(x v) int { return x.GivenBack }), count("unclear", func(x v) int { return x.Unclear }),
		count("skipped", func(x v) int { return x.Skipped }),
		text("driver", func(x v) string { return model.CleanText(x.Driver(lang)) }),
		text("unread_fields", func(x v) string {
			at := slices.IndexFunc(r.Unread, func(u findings.Unread) bool { return u.Process == x.Process })
			if at < 0 {
				return ""
			}
			return strings.Join(r.Unread[at].Fields, " ")
		}),
	}
}

func errorColumns(r findings.Review) []column[findings.Error] {
	type e = findings.Error
	columns := append(stepOf(r, func(x e) string { return x.Process }, func(x e) string { return x.Step }),
		count("attempts", func(x e) int { return x.Attempts }), count("failed", func(x e) int { return x.Failed }),
		measure("share", func(x e) float64 { return x.Share }),
	)
	columns = append(columns, wilson(func(x e) stats.Interval { return x.Range })...)
	return append(columns,
		measure("lost_s", func(x e) float64 { return x.Lost }),
		text("reasons", func(x e) string { return countedText(x.Reasons) }),
		text("back_to", func(x e) string { return countedText(x.BackTo) }),
	)
}
