package export

import (
	"errors"
	"strings"
	"testing"

	"alur/model"
	"alur/store"
)

// A story is a text of one case and nothing else.
func TestAStoryIsATextOfOneCase(t *testing.T) {
	var text strings.Builder
	r := Request{What: Story, Form: Markdown, Case: "repair-1", Lang: model.English}
	report, err := Write(t.Context(), &text, repairs(t), r)
	if err != nil || report.Rows != 1 || !strings.HasPrefix(text.String(), "# The story of repair-1\n\nBu \"Rina\", Solo\n") {
		t.Errorf("%v, %d events: %s", err, report.Rows, text.String())
	}
	if detail := report.Act().Detail; detail != "repair-1, head "+report.Head.String() {
		t.Errorf("on record is %q", detail)
	}
	for _, form := range []Form{Programs, Excel, Workbook, XES} {
		if form.Fits(Story) {
			t.Errorf("a story as %s", form)
		}
	}
	for _, what := range Whats() {
		if Markdown.Fits(what) {
			t.Errorf("%s as a text", what)
		}
	}
	r.Case = "repair-9"
	if _, err := Write(t.Context(), &text, repairs(t), r); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
