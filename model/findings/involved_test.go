package findings_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"alur/model"
	"alur/model/eventlog"
	"alur/model/findings"

	"pgregory.net/rapid"
)

// Of published logs, by process, what is known of all their cases.
func TestHowInvolvedALogIs(t *testing.T) {
	for _, name := range []string{"callcenter", "production", "receipt", "bpic2020_rfp"} {
		r := findings.OfLog(logOf(t, name), findings.Question{})
		if len(r.Involved) != 1 {
			t.Fatalf("%s: %d processes", name, len(r.Involved))
		}
		v := r.Involved[0]
		if v.Cases != r.Cases || v.Ways != r.Variants || v.ForMost != r.Variant.ForMost || math.Abs(v.Entropy-r.Variant.Entropy) > 1e-9 || v.Steps != r.StepsPerCase.P50 || math.Abs(float64(v.FirstPass)/float64(v.Cases)-*r.FirstPassShare) > 1e-9 {
			t.Errorf("%s: %+v, and of all cases %d, %d ways, %d for most, %v, %v steps", name, v, r.Cases, r.Variants, r.Variant.ForMost, r.Variant.Entropy, r.StepsPerCase.P50)
		}
		if v.Driver(model.English) == "" || v.Driver(model.Indonesian) == "" {
			t.Errorf("%s: nothing is said", name)
		}
		t.Logf("%s: %s", name, v.Driver(model.English))
	}
}

// What makes a process involved is said in words, from enough cases on.
func TestWhatMakesAProcessInvolved(t *testing.T) {
	for _, c := range []struct {
		name  string
		cases int
		steps []string // Each step with who did it: sew/sari.
		want  string
	}{
		{"too few cases", findings.Enough - 1, []string{"cut/sari", "sew/sari", "cut/sari"}, ""},
		{"a step done over", findings.Enough, []string{"cut/sari", "sew/sari", "cut/sari", "sew/budi"}, "50 of 100 rounds do over what was done, most of all cut (20)"},
		{"from hand to hand", findings.Enough, []string{"cut/sari", "sew/budi", "pack/sari"}, "its work changes hands 2 times in 3 steps"},
		{"straight on", findings.Enough, []string{"cut/sari", "sew/sari", "pack/sari", "send/budi"}, "Nothing makes it involved"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := eventlog.NewBuilder()
			for n := range c.cases {
				for i, s := range c.steps {
					step, who, _ := strings.Cut(s, "/")
					at := monday.AddDate(0, 0, n).UnixNano() + int64(i)*1e12
					b.Add(eventlog.Row{
						Case: []byte{byte('a' + n)}, Step: []byte(step), Person: []byte(who),
						Ready: eventlog.Unknown, Claimed: eventlog.Unknown, Start: at, End: at + 6e11,
					})
				}
			}
			v := findings.OfLog(b.Log(), findings.Question{}).Involved[0]
			if got := v.Driver(model.English); !strings.Contains(got, c.want) || c.want == "" && got != "" {
				t.Errorf("it says %q", got)
			}
		})
	}
}

// However cases are drawn, the processes share them out.
func TestProcessesShareTheCases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec, q := drawnRecord(t, 40)
		r := findings.OfShop(rec, q)
		cases, rounds := 0, 0
		for _, v := range r.Involved {
			cases, rounds = cases+v.Cases, rounds+v.Rounds
			if v.ForMost > v.Ways || v.Ways > v.Cases || v.Again > v.Rounds || v.Entropy > math.Log(float64(max(1, v.Ways)))+1e-9 {
				t.Errorf("%+v", v)
			}
		}
		done := 0
		for _, s := range r.Steps {
			done += s.Executions
		}
		if cases != r.Cases || rounds != done {
			t.Errorf("%d cases of %d, %d rounds of %d", cases, r.Cases, rounds, done)
		}
		if !slices.IsSortedFunc(r.Involved, func(a, b findings.Involved) int { return b.Again - a.Again }) {
			t.Errorf("not in order: %+v", r.Involved)
		}
	})
}
