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
		"a pause of nothing":      {"suspend 1; start 2; complete 3; assign 4 Budi", []string{"? 2-3 ?"}},
		"paused twice":            {"start 1 Sari x; suspend 2 Sari x; suspend 3 Sari x; complete 5 Sari x", []string{"? 1-5 Sari not 2-5"}},
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
		if name == "a pause of nothing" && r.Left() != 2 || name == "skipped" && r.Left() != 1 {
			t.Errorf("%s: %+v", name, r.Skipped)
		}
		if alone := name == "completions alone"; r.Events == alone {
			t.Errorf("%s: rows taken for events: %v", name, r.Events)
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

// TestWhatIsNoTransitionIsAStatusWhereMostAre reads a log as that of Volvo IT,
// where some statuses are words of the lifecycle by chance.
func TestWhatIsNoTransitionIsAStatusWhereMostAre(t *testing.T) {
	const heading = "case,step,time,lifecycle\n"
	l, r := reads(t, heading+`1,Queued,2026-11-23 09:00,Awaiting Assignment
1,Accepted,2026-11-23 09:10,Assigned
1,Accepted,2026-11-23 09:20,In Progress
1,Accepted,2026-11-23 09:30,
1,Completed,2026-11-23 09:40,In Call
`, Options{})
	want := []string{
		"1 Queued/Awaiting Assignment ? ?-23T09:00 ?", "1 Accepted/Assigned ? ?-23T09:10 ?", "1 Accepted/In Progress ? ?-23T09:20 ?",
		"1 Accepted ? ?-23T09:30 ?", "1 Completed/In Call ? ?-23T09:40 ?",
	}
	if got := told(l); !slices.Equal(got, want) || r.Left() != 0 || r.Events || len(l.Steps) != len(want) {
		t.Errorf("%q, %d left out, events %v, steps %v", got, r.Left(), r.Events, l.Steps)
	}
	// One strange word among transitions is left out, and so is an event that
	// says itself that nobody knows what it is.
	l, r = reads(t, heading+"1,a,2026-11-23 09:00,start\n1,a,2026-11-23 09:10,melted\n1,a,2026-11-23 09:20,complete\n", Options{})
	if got := told(l); !slices.Equal(got, []string{"1 a ? 23T09:00-23T09:20 ?"}) || r.Left() != 1 || r.Skipped[0].Line != 3 || r.Skipped[0].Text != "melted" {
		t.Errorf("%q, left out %v", got, r.Skipped)
	}
	l, r = reads(t, heading+"1,a,2026-11-23 09:00,unknown\n1,a,2026-11-23 09:10,unknown\n1,a,2026-11-23 09:20,complete\n", Options{})
	if got := told(l); !slices.Equal(got, []string{"1 a ? ?-23T09:20 ?"}) || r.Left() != 2 {
		t.Errorf("%q, left out %v", got, r.Skipped)
	}
}

// TestAnEventThatKnowsItsOwnBeginIsWhole whether it comes before or after the
// first that is only part of an instance.
func TestAnEventThatKnowsItsOwnBeginIsWhole(t *testing.T) {
	l, _ := reads(t, `case,step,ready,time,lifecycle
1,a,2026-11-23 08:00,2026-11-23 09:00,complete
1,a,,2026-11-23 09:10,start
1,a,2026-11-23 08:30,2026-11-23 09:20,complete
1,a,,2026-11-23 09:30,complete
`, Options{})
	if got, want := told(l), []string{"1 a 23T08:00 ?-23T09:00 ?", "1 a ? 23T09:10-23T09:30 ?", "1 a 23T08:30 ?-23T09:20 ?"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
