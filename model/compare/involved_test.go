package compare

import (
	"testing"
	"time"

	"alur/model"
)

// How involved the work of each side is, by hand: an order that Sari and Budi
// do in turn, and one that Sari does alone.
func TestHowInvolvedEachSideIs(t *testing.T) {
	order := func(version int, unclear int, who ...string) *model.CaseLog {
		l := &model.CaseLog{
			Case: "p-1", Process: "p", Version: version, State: model.Finished, Started: start.UnixNano(),
			FirstPromise: model.NoTime, Promise: model.NoTime, Ended: start.Add(5 * time.Hour).UnixNano(),
		}
		for i, by := range who {
			at := start.Add(time.Duration(i) * time.Hour).UnixNano()
			l.Tasks = append(l.Tasks, model.TaskLog{
				Task: string(rune('a' + i)), Round: 1, Kind: model.Do, State: model.Done, By: by, Ready: at, Begun: at, Ended: at + 1e9,
			})
		}
		l.Tasks[0].Detours.Unclear = unclear
		return l
	}
	logs := []*model.CaseLog{order(1, 1, "sari", "budi", "sari", "sari"), order(1, 0, "sari", "budi"), order(2, 0, "sari", "sari")}
	c := Of(logs, trial(start.AddDate(0, 0, 30)), model.AlwaysOpen())
	for name, m := range map[string]struct {
		got  Means
		want [2]float64
	}{
		"rounds": {c.Rounds, [2]float64{3, 2}}, "hand-overs": {c.HandOvers, [2]float64{1.5, 0}}, "doubts": {c.Doubts, [2]float64{0.5, 0}},
	} {
		if m.got.Before == nil || m.got.After == nil || *m.got.Before != m.want[0] || *m.got.After != m.want[1] || m.got.Difference.Value != m.want[1]-m.want[0] {
			t.Errorf("%s: %+v, want %v", name, m.got, m.want)
		}
	}
}
