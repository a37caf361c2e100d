package stats

import (
	"encoding/json"
	"testing"
)

// TestNoneIsNotZero: in JSON a figure of no values is null, and one of zeros 0.
func TestNoneIsNotZero(t *testing.T) {
	for want, values := range map[string][]float64{
		`{"n":0,"mean":null,"min":null,"max":null,"sum":null,"p50":null,"p75":null,"p85":null,"p90":null,"p95":null}`: nil,
		`{"n":2,"mean":0,"min":0,"max":0,"sum":0,"p50":0,"p75":0,"p85":0,"p90":0,"p95":0}`:                            {0, 0},
		`{"n":1,"mean":7,"min":7,"max":7,"sum":7,"p50":7,"p75":7,"p85":7,"p90":7,"p95":7}`:                            {7},
	} {
		d := Describe(values)
		got, err := json.Marshal(map[string]any{"of": d})
		if err != nil || string(got) != `{"of":`+want+`}` {
			t.Errorf("%v is %s, want %s: %v", values, got, want, err)
		}
		var back Distribution
		if err := json.Unmarshal([]byte(want), &back); err != nil || back != d {
			t.Errorf("%v comes back as %+v: %v", values, back, err)
		}
	}
}
