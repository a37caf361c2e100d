package figures

import (
	"math"
	"strings"
	"testing"

	"alur/model/eventlog"
)

// TestTheRolledYieldIsOfOnePath: a product over all steps says something where
// every case comes to the same ones, and nothing where they part.
func TestTheRolledYieldIsOfOnePath(t *testing.T) {
	for _, c := range []struct {
		name string
		ways []string
		want float64
	}{
		{"one path", []string{"cut sew", "cut sew"}, 1},
		{"one path, and half is sewn again", []string{"cut sew", "cut sew sew"}, 0.5},
		{"it is done over from the begin", []string{"cut sew cut sew", "cut sew"}, 0.25},
		{"a branch", []string{"cut sew", "cut glue"}, -1},
		{"another order", []string{"cut sew", "sew cut"}, -1},
		{"a part of it", []string{"cut sew", "cut"}, -1},
		{"nothing", nil, -1},
	} {
		b := eventlog.NewBuilder()
		for n, way := range c.ways {
			for k, step := range strings.Fields(way) {
				at := int64(n*100+k) * 1e9
				b.Add(eventlog.Row{
					Case: []byte{byte('a' + n)}, Step: []byte(step), Ready: eventlog.Unknown, Claimed: eventlog.Unknown, Start: at, End: at + 1,
				})
			}
		}
		got := -1.0
		if of := Of(b.Log(), Everything()).RolledYield; of != nil {
			got = *of
		}
		if math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
