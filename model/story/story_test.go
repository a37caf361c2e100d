package story

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"alur/model"
)

// Whatever people write, a story stays in its columns, and no line of it is
// read as a heading or a list but those that are.
func TestAStoryKeepsToItsColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`([-+#>=*_\[~0-9.) a&;]|界|\x{301}){0,200}`), rapid.StringMatching(`\S{70,300}`))
		parts := []Part{
			{Kind: Title, Text: "t" + model.CleanText(text.Draw(t, "title"))},
			{Kind: Text, Text: model.CleanText(text.Draw(t, "text"))},
			{Kind: Fact, Label: model.CleanText(text.Draw(t, "label")), Text: model.CleanText(text.Draw(t, "fact"))},
			{Kind: Moment, Label: "14:32", Text: model.CleanText(text.Draw(t, "moment"))},
		}
		got := Markdown(parts)
		heads, points := 0, 0
		for _, line := range strings.Split(got, "\n") {
			if cells(line) > Columns {
				t.Fatalf("a line of %d: %q", cells(line), line)
			}
			word := strings.TrimLeft(line, " ")
			switch {
			case strings.HasPrefix(word, "#"):
				heads++
			case strings.HasPrefix(word, "- "):
				points++
			case strings.HasPrefix(word, "+ "), strings.HasPrefix(word, "> "), strings.HasPrefix(word, "* "), strings.HasPrefix(word, "==="), strings.HasPrefix(word, "---"):
				t.Fatalf("it is read as something else: %q", line)
			}
		}
		if heads != 1 || points != 2 {
			t.Fatalf("%d headings and %d points in\n%s", heads, points, got)
		}
		for _, p := range parts {
			if plain, want := letters(got), letters(p.Text); !strings.Contains(plain, want) {
				t.Fatalf("%q is not in\n%s", p.Text, got)
			}
		}
	})
}

// TestABrokenLineIsReadAsItWasWritten: wherever a line ends, a number with a
// full stop or a sign is not escaped, but stays behind its word; where it has no
// word before it, it is.
func TestABrokenLineIsReadAsItWasWritten(t *testing.T) {
	for n := range Columns {
		text := strings.Repeat("x", n+1) + " on 21. 11. - = #7 and on"
		got := Markdown([]Part{{Kind: Text, Text: text}})
		if strings.Contains(got, `\`) || strings.Join(strings.Fields(got), " ") != text {
			t.Errorf("%q became\n%s", text, got)
		}
	}
	if got := Markdown([]Part{{Kind: Text, Text: "21. November"}}); got != "21\\. November\n" {
		t.Errorf("at the beginning it became %q", got)
	}
}

// What was done in a step that the version of the case no longer has is told
// by the id of the step; what alur did by itself is no work of anybody.
func TestAStepThatIsNoMoreIsTold(t *testing.T) {
	flow, faults := model.Compile(model.Process{ID: "repair", Name: "Repair", Role: "bench", Steps: []model.Step{
		{ID: "noted", Kind: model.Auto, Text: "Note it"}, {ID: "fix", Text: "Fix it"},
	}})
	if flow == nil {
		t.Fatal(faults)
	}
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	task := func(step, by string) *model.Task {
		return &model.Task{Step: step, Round: 1, State: model.Done, By: by, Outcome: model.DoneOutcome, Ready: at, Begun: at.Add(time.Hour), Ended: at.Add(3 * time.Hour),
			Pauses: []model.Interval{{Begin: at.Add(2 * time.Hour), End: at.Add(150 * time.Minute)}}}
	}
	c := &model.Case{ID: "repair-1", Version: 2, State: model.Running, Started: at, Tasks: []*model.Task{
		task("noted", ""), task("fix", "sari"), task("glue", "budi"), task("counted", ""),
	}}
	shop := &model.Shop{
		Settings: model.Settings{Zone: "Asia/Jakarta", Hours: model.DefaultHours()},
		People:   map[string]*model.Person{"sari": {ID: "sari", Name: "Sari"}, "budi": {ID: "budi", Name: "Budi"}},
	}
	told := map[string]string{}
	for _, p := range Tell(Case{Case: c, Flow: flow, Shop: shop}, model.English) {
		if strings.Contains(p.Text, "worked on") {
			told[p.Label] = p.Text
		}
	}
	const how = "done, Mon 23 Nov 2026 11:00; waited 1 h, worked on for 1 h 30 min, paused 30 min"
	if len(told) != 2 || told["Fix it"] != "Sari; "+how || told["glue"] != "Budi; "+how {
		t.Errorf("got %q", told)
	}
}

// letters are the letters and digits of a text, which no wrapping and no
// escape may touch.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}
