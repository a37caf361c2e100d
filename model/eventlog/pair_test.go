package eventlog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestEventsBecomeInstances tells the story of a step by its lifecycle, one
// letter and minute for each event: who did it in a bracket.
func TestEventsBecomeInstances(t *testing.T) {
	for name, tt := range map[string]struct {
		events string
		want   []string
	}{
		"completions alone":       {"complete 10 Sari; complete 20", []string{"? ?-10 Sari", "? ?-20 ?"}},
		"start and end":           {"start 10 Sari; complete 20 Sari", []string{"? 10-20 Sari"}},
		"all of it":               {"schedule 1; assign 2 Budi; start 3 Sari; suspend 4; resume 6; complete 9 Sari", []string{"1 3-9 Sari not 4-6"}},
		"two at once":             {"start 1 Sari; start 2 Budi; complete 3 Sari; complete 4 Budi", []string{"? 1-3 Sari", "? 2-4 Budi"}},
		"told apart":              {"start 1 Sari x; start 2 Budi y; complete 3 Budi y; complete 4 Sari x", []string{"? 1-4 Sari", "? 2-3 Budi"}},
		"again and not scheduled": {"schedule 1; start 2; complete 3; start 5; complete 6", []string{"1 2-3 ?", "? 5-6 ?"}},
		"failed":                  {"schedule 1; start 2; ate_abort 3", []string{"1 2-3 ? failed"}},
		"never begun":             {"schedule 1; complete 3 Sari", []string{"1 ?-3 Sari"}},
		"skipped":                 {"schedule 1; manualskip 3; complete 4", []string{"? ?-4 ?"}},
		"still under way":         {"schedule 1; start 2 Sari; suspend 3; schedule 5", []string{"1 2-? Sari not 3-?", "5 ?-? ?"}},
		"a pause to the end":      {"start 1; suspend 3; complete 5", []string{"? 1-5 ? not 3-5"}},
		"a resume out of nothing": {"resume 1; start 2; complete 3", []string{"? 2-3 ?"}},
		"given and done by other": {"assign 1 Budi; complete 3 Sari", []string{"? ?-3 Sari"}},
		"only given":              {"schedule 1; assign 2 Budi; start 3; complete 4", []string{"1 3-4 Budi"}},
		"written backwards":       {"complete 20 Sari; start 10 Sari", []string{"? 10-20 Sari"}},
	} {
		var b strings.Builder
		b.WriteString("case,step,resource,instance,time,lifecycle\n")
		for _, e := range strings.Split(tt.events, "; ") {
			part := append(strings.Fields(e), "", "")
			minute, instance := part[1], part[3]
			fmt.Fprintf(&b, "1,a,%s,%s,2026-11-23 09:%02s,%s\n", part[2], instance, minute, part[0])
		}
		l, r := reads(t, b.String(), Options{})
		got := told(l)
		for i, row := range got {
			row = strings.TrimPrefix(strings.ReplaceAll(row, "23T09:", ""), "1 a ")
			for n := range 10 {
				row = strings.ReplaceAll(row, fmt.Sprintf("0%d", n), fmt.Sprint(n))
			}
			got[i] = row
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
		if !r.Events {
			t.Errorf("%s: the rows were not taken for events", name)
		}
	}
}

// TestCompletionsBeforeTheFirstOtherEventAreKept reads a file whose first
// thousand rows look like instances.
func TestCompletionsBeforeTheFirstOtherEventAreKept(t *testing.T) {
	l, r := reads(t, "case,step,time,lifecycle\n1,a,2026-11-23 09:00,complete\n2,a,2026-11-23 09:00,start\n2,a,2026-11-23 09:30,complete\n", Options{})
	if got := told(l); !r.Events || !slices.Equal(got, []string{"1 a ? ?-23T09:00 ?", "2 a ? 23T09:00-23T09:30 ?"}) {
		t.Errorf("%q, events %v", got, r.Events)
	}
	l, r = reads(t, "case,step,time,lifecycle\n1,a,2026-11-23 09:00,complete\n", Options{})
	if r.Events || l.Len() != 1 {
		t.Errorf("completions alone are %d, events %v", l.Len(), r.Events)
	}
}
