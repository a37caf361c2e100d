package story

import (
	"strings"
	"testing"
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
