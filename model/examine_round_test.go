package model

import (
	"strings"
	"testing"
)

// TestLatenessEndsNoCheck: a step that is never to be skipped may tell of its
// lateness and begin another, but not end by it.
func TestLatenessEndsNoCheck(t *testing.T) {
	for late, refused := range map[string]bool{"": false, "tell owner": false, "start pack": false, "take done": true} {
		for _, never := range []bool{true, false} {
			f, faults := Compile(Process{Name: "p", Role: "r", Steps: []Step{
				{ID: "quality", Text: "Check the goods", Due: "1h", Late: late, NeverSkip: never}, {ID: "pack", Text: "Pack", After: []string{"quality"}},
			}})
			if f == nil {
				t.Fatal(faults)
			}
			got := f.Examine()
			if told := len(got) == 1 && got[0].Path == "steps[0].late" && !got[0].Warning; told != (refused && never) {
				t.Errorf("%q, never skipped %v: %v", late, never, got)
			}
		}
	}
}

// TestExamineWarnsOfWaysRoundACheck: quality is never to be skipped. Each
// process is told of at that step, with the turn by which a run goes round it,
// or is good.
func TestExamineWarnsOfWaysRoundACheck(t *testing.T) {
	to := func(ids ...string) []string { return ids }
	outcomes := func(pairs ...string) (all []Outcome) {
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, Outcome{Name: pairs[i], To: strings.Fields(pairs[i+1])})
		}
		return all
	}
	quality := Step{ID: "quality", Text: "Check the goods", NeverSkip: true, Outcomes: outcomes("pass", "next", "fail", "pick")}
	with := func(change func(*Step)) Step {
		s := quality
		change(&s)
		return s
	}
	pick, pack := Step{ID: "pick", Text: "Pick"}, Step{ID: "pack", Text: "Pack"}
	goods := func(optional bool) []Field { return []Field{{Name: "goods", Type: ListField, Optional: optional}} }
	large := `total >= 1000000`
	for _, c := range []struct {
		name  string
		steps []Step
		// want is what the warning says of the turn, in the order of the words;
		// empty where nothing goes round.
		want string
	}{
		{"nothing leads round", []Step{pick, quality, pack}, ""},
		{"rework comes back by it", []Step{pick, quality,
			{ID: "pack", Text: "Pack", Outcomes: outcomes("ok", "next", "broken", "pick")}, {ID: "send", Text: "Send"}}, ""},
		{"a failed check that was done", []Step{pick,
			with(func(s *Step) { s.Outcomes = outcomes("pass", "next", "fail", "mend") }),
			{ID: "mend", Text: "Mend"}, {ID: "pack", Text: "Pack", After: to("quality", "mend")}}, ""},
		{"work that is given up", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "gone", "cancel")}, quality,
			{ID: "pack", Text: "Pack", Then: to(ToEnd)}, {ID: "cancel", Text: "Cancel"}}, ""},
		{"another branch with work of its own that is looked at", []Step{
			{ID: "decide", Text: "Decide", Outcomes: outcomes("money", "next", "goods", "replace")},
			with(func(s *Step) { s.Outcomes = nil }),
			{ID: "replace", Text: "Send new goods", Check: []Check{{Text: "No damage"}}}, {ID: "tell", Text: "Tell", After: to("quality", "replace")}}, ""},
		{"another branch that is never skipped", []Step{
			{ID: "decide", Text: "Decide", Outcomes: outcomes("money", "next", "goods", "replace")},
			with(func(s *Step) { s.Outcomes = nil }),
			{ID: "replace", Text: "Send new goods", NeverSkip: true}, {ID: "tell", Text: "Tell", After: to("quality", "replace")}}, ""},
		{"another branch in which nobody looks at anything", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "urgent", "rush")},
			with(func(s *Step) { s.Outcomes = nil }),
			{ID: "rush", Text: "Rush it", Check: []Check{{Text: "Tidy", Optional: true}}}, {ID: "pack", Text: "Pack", After: to("quality", "rush")},
			{ID: "send", Text: "Send"}}, `"Pick" urgent "Pack"`},
		{"another branch that is looked at in some cases only", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "urgent", "rush")},
			with(func(s *Step) { s.Outcomes = nil }),
			{ID: "rush", Text: "Rush it", Check: []Check{{Text: "No damage"}}, When: large}, {ID: "pack", Text: "Pack", After: to("quality", "rush")}}, `"Pick" urgent "Pack"`},
		{"a choose says which cases need it", []Step{pick,
			{ID: "size", Kind: Choose, Outcomes: []Outcome{{Name: large, When: large, To: to(ToNext)}, {Name: ElseOutcome, To: to("pack")}}},
			with(func(s *Step) { s.After = to("size") }), {ID: "pack", Text: "Pack", After: to("quality")}}, ""},
		{"one by one, with entries for certain", []Step{
			{ID: "pick", Text: "Pick", Record: goods(false), NeverSkip: true},
			with(func(s *Step) { s.Each = "goods" }), pack}, ""},
		{"everyone in a role, which somebody always holds", []Step{pick,
			with(func(s *Step) { s.Each, s.Role = "everyone in r", "" }), pack}, ""},

		{"an outcome jumps over it", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "urgent", "pack")}, quality,
			{ID: "pack", Text: "Pack", After: to("quality")}}, `"Pick" urgent "Pack"`},
		{"an outcome jumps over it by way of what alur does", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "urgent", "note")}, quality,
			{ID: "note", Kind: Auto, Text: "Note"}, {ID: "pack", Text: "Pack", After: to("quality", "note")}}, `"Pick" urgent "Pack"`},
		{"after rework it is jumped over", []Step{pick, quality,
			{ID: "again", Text: "Look again", After: to("quality"), Outcomes: outcomes("good", "next", "bad", "mend")},
			{ID: "mend", Text: "Mend", Then: to("pick")}, {ID: "pack", Text: "Pack", After: to("again")}}, ""},
		{"its own condition", []Step{pick, with(func(s *Step) { s.When = large }), pack}, `when: "Pack"`},
		{"a step above that is passed by or skipped leads round it", []Step{pick,
			{ID: "look", Text: "Look", When: large, Outcomes: outcomes("fine", "next", "doubt", "quality")}, quality,
			{ID: "pack", Text: "Pack", After: to("look", "quality")}}, `"Look" fine "Pack"`},
		{"the list it goes by may be empty", []Step{
			{ID: "pick", Text: "Pick", Record: goods(true), NeverSkip: true},
			with(func(s *Step) { s.Each = "goods" }), pack}, `goods "Pack"`},
		{"the step that makes the list may be skipped", []Step{
			{ID: "pick", Text: "Pick", Record: goods(false)},
			with(func(s *Step) { s.Each = "goods" }), pack}, `goods "Pack"`},
		{"an outcome jumps over it and over what follows it", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "urgent", "send")}, quality, pack,
			{ID: "send", Text: "Send", After: to("pack")}}, `"Pick" urgent "Send"`},
		{"an outcome jumps over it to several steps", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "urgent", "send log")}, with(func(s *Step) { s.Outcomes = nil }),
			{ID: "pack", Text: "Pack", After: to("quality")}, {ID: "send", Text: "Send", After: to("pack"), Then: to(ToEnd)},
			{ID: "log", Text: "Log it", After: to("pick"), Then: to(ToEnd)}}, `"Pick" urgent "Send"`},
		{"everyone in a role, jumped over to where then leads", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "urgent", "send")},
			with(func(s *Step) { s.Each, s.Role = "everyone in r", "" }),
			{ID: "pack", Text: "Pack", Then: to("send")}, {ID: "send", Text: "Send"}}, `"Pick" urgent "Send"`},
		{"a stop beside it finishes the case", []Step{pick,
			with(func(s *Step) { s.After, s.Outcomes = to("pick"), nil }),
			{ID: "pack", Text: "Pack", After: to("pick"), Outcomes: outcomes("ok", "next", "gone", "stop")},
			{ID: "send", Text: "Send", After: to("quality", "pack")}}, `"Pack" gone ends: cancelled`},
		{"a stop beside it that cancels the case", []Step{pick,
			with(func(s *Step) { s.After, s.Outcomes = to("pick"), nil }),
			{ID: "pack", Text: "Pack", After: to("pick"), Outcomes: outcomes("ok", "next", "gone", "cancel")},
			{ID: "send", Text: "Send", After: to("quality", "pack"), Then: to(ToEnd)},
			{ID: "cancel", Kind: Auto, Text: "Cancel", Ends: string(Cancelled), Then: to(ToStop)}}, ""},
		{"work is given up where what follows it may be given up too", []Step{
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "gone", "cancel")}, quality,
			{ID: "pack", Text: "Pack", Outcomes: outcomes("ok", "next", "broken", "cancel")},
			{ID: "send", Text: "Send", Then: to(ToEnd)},
			{ID: "cancel", Text: "Cancel", Ends: string(Cancelled)}, {ID: "tell", Text: "Tell"}}, ""},
		{"work beside it goes on alone", []Step{
			{ID: "paid", Text: "Get the money"},
			{ID: "pick", Text: "Pick", Outcomes: outcomes("ok", "next", "gone", "end")}, quality,
			{ID: "invoice", Text: "Invoice", After: to("paid"), Then: to("collect")},
			{ID: "collect", Text: "Collect", After: to("quality")}}, `"Pick" gone "Collect"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, faults := Compile(Process{Name: "p", Role: "r", Steps: c.steps, Start: Start{Ask: []Field{{Name: "total", Type: MoneyField}}}})
			if f == nil {
				t.Fatal(faults)
			}
			got := f.Examine()
			if c.want == "" {
				if len(got) != 0 {
					t.Errorf("told: %s", got[0].In(English))
				}
				return
			}
			if len(got) != 1 {
				t.Fatalf("%d faults, want one: %v", len(got), got)
			}
			if at := stepPath(f.Index("quality"), ""); got[0].Path != at || !got[0].Warning {
				t.Errorf("at %s, a warning: %v; want one at %s", got[0].Path, got[0].Warning, at)
			}
			for _, l := range []Lang{English, Indonesian} {
				text := got[0].In(l)
				rest := text
				for _, word := range append([]string{`"Check the goods"`}, strings.Fields(c.want)...) {
					_, after, ok := strings.Cut(rest, word)
					if !ok {
						t.Errorf("%q does not go on with %s", text, word)
					}
					rest = after
				}
				if strings.Contains(text, "%!") {
					t.Error(text)
				}
			}
		})
	}
}
