package model

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// inBothLanguages holds that an error has words for people: a refusal or a
// fault, in every language, without a broken placeholder.
func inBothLanguages(t *testing.T, what, text string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	refusal := Refused(err)
	var fault Sayable
	switch {
	case refusal != nil:
		fault = refusal
	case errors.As(err, &fault):
	default:
		return // An error for programs: it says what was wrong in English.
	}
	for _, l := range Langs() {
		if s := fault.In(l); s == "" || strings.Contains(s, "%!") && !strings.Contains(text, "%!") {
			t.Errorf("%s %q is refused with %q", what, text, s)
		}
	}
}

// FuzzTexts holds that whatever somebody types, every parser of the model takes
// it or refuses it in words, and that what it takes is taken again.
func FuzzTexts(f *testing.F) {
	for _, text := range []string{
		"mon-fri 08:00-17:00", "mon-sun 00:00-24:00; fri 09:00-11:30 13:00-17:00", "sat closed", "08:00", "24:00", "99:99", "mon-", "-",
		"2026-12-25", "2026-12-24..2027-01-02", "12-25", "25 Dec", "2d", "3h 30min", "1w", "-1h", "0", "1e9d", "99999999999999999d", "2 hari", "90 mnt",
		"2d after start", "promise - 1d", "take check", "start complaint", "tell owner", "text", "text?", "number kg", "money", "choice(a, b)", "choice(",
		"scan(order.no)", "scan <field>", "list", "yes/no", "1.000,50", "1,000.50", "Rp 185.000", "1/2", "+62 812-3456-7890", "=1+1", "＝1", "yes", "ya",
		"\x00\x1b[31m\u202e\u200b\ufeff", "a\xffb", "é\u0301\u0301\u0301", strings.Repeat("9", 400), "customer", "person cashier", "dewi@toko.id", "%s%d%!",
	} {
		f.Add(text, "=")
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, text, raw string) {
		hours, err := ParseHours(text, Hours{})
		inBothLanguages(t, "hours", text, err)
		if err == nil {
			_, err := NewCalendar(hours, "Asia/Jakarta") // It reads the times themselves.
			inBothLanguages(t, "hours", text, err)
		}
		_, err = ParseClosed(text)
		inBothLanguages(t, "days", text, err)
		_, err = ParseOpening(text)
		inBothLanguages(t, "opening hours", text, err)
		_, err = ParseDue(text)
		inBothLanguages(t, "due", text, err)
		span, err := ParseSpan(text)
		inBothLanguages(t, "span", text, err)
		if err == nil && span.Time < 0 {
			t.Errorf("span %q is less than nothing: %v", text, span)
		}
		if _, ok := ParseLate(text); ok && text == "" {
			t.Error("nothing says what is done when a task is late")
		}
		if _, kind, ok := ParseTimer(text); ok && kind == "" {
			t.Errorf("%q is a timer of no kind", text)
		}
		ParseTold(text)
		if field, err := ParseField("f", text); err != nil {
			inBothLanguages(t, "field", text, err)
		} else {
			oneValue(t, field, raw)
		}
		for _, field := range condFields() {
			oneValue(t, field, text)
		}
	})
}

// oneValue: a value that is taken shows no control character, and is taken
// again as it stands.
func oneValue(t *testing.T, field Field, raw string) {
	t.Helper()
	value, err := ParseValue(field, raw)
	if err != nil {
		inBothLanguages(t, "value", raw, err)
		return
	}
	for _, text := range append(value.Items, value.Text) {
		if !utf8.ValidString(text) {
			t.Errorf("%s %q becomes %q", field.Type, raw, text)
		}
	}
	if field.Type == ListField {
		return
	}
	again, err := ParseValue(field, value.Text)
	if err != nil || again.Text != value.Text {
		t.Errorf("%s %q is taken as %q, and that as %q, %v", field.Type, raw, value.Text, again.Text, err)
	}
}

// FuzzCleanText holds that no text can carry commands of a terminal, turn the
// writing round or hide letters, and that cleaning it twice is cleaning it once.
func FuzzCleanText(f *testing.F) {
	for _, text := range []string{
		"Bu Rina", "\x1b]0;owned\a", "\u009b31m", "a\u202eb", "zero\u200bwidth", "\ufeffmark", "line\nline\r\n\tline", "\x7f\x00", "a\xc3", "👩‍👩‍👧", "e\u0301",
		"\u2066inside\u2069", "\U000e0041tag", "\u00ad", "\u034f", "\u3164", "\u115f", "\u2800", "\uffff",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, clean := range map[string]func(string) string{"a line": CleanText, "lines": CleanLines} {
			once := clean(text)
			if again := clean(once); again != once {
				t.Errorf("%s: %q is cleaned to %q, and that to %q", name, text, once, again)
			}
			if !utf8.ValidString(once) {
				t.Errorf("%s: %q stays broken: %q", name, text, once)
			}
			for _, r := range once {
				if r == '\n' && name == "lines" {
					continue
				}
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || r == '\ufeff' {
					t.Errorf("%s: %q keeps %U: %q", name, text, r, once)
				}
			}
		}
	})
}
