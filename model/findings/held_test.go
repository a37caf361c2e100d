package findings

import (
	"runtime"
	"testing"
	"time"
	"weak"

	"alur/model"
	"alur/model/eventlog"
)

// TestAReviewHoldsNoLog: a review is kept while its owner goes to and fro, and
// the log of a million events that it was made of is not.
func TestAReviewHoldsNoLog(t *testing.T) {
	log, review := ofFiftyCases()
	runtime.GC()
	runtime.GC()
	if log.Value() != nil {
		t.Error("the log is held by its review")
	}
	if review.Cases == 0 {
		t.Fatal("the review has no cases")
	}
	runtime.KeepAlive(review)
}

func ofFiftyCases() (weak.Pointer[eventlog.Log], Review) {
	in := lookAt(fiftyCases(), Question{})
	return weak.Make(in.Log), Of(in)
}

func fiftyCases() Record {
	shop := &model.Shop{Settings: model.Settings{Zone: "UTC"}}
	rec := Record{Shop: shop, Now: time.Unix(100000, 0), Flow: func(string, int) *model.Flow { return nil }}
	for n := range 50 {
		at := int64(n) * 1e12
		rec.Cases = append(rec.Cases, &model.CaseLog{
			Case: model.CaseID("p", n+1), Process: "p", Version: 1, State: model.Finished, Started: at, Ended: at + 9e11,
			FirstPromise: model.NoTime, Promise: model.NoTime,
			Tasks: []model.TaskLog{{Task: "a", Round: 1, Kind: model.Do, State: model.Done, By: "sari", Role: "r", Ready: at, Taken: at, Begun: at + 1e11, Ended: at + 9e11}},
		})
	}
	return rec
}
