package remote

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestACommandIsPartedAsAShellDoes, with the name of the program or without it.
func TestACommandIsPartedAsAShellDoes(t *testing.T) {
	for _, c := range []struct {
		raw  string
		want []string
	}{
		{"", nil},
		{" \t\n", nil},
		{"alur", []string{"alur"}},
		{"ALUR.EXE next", []string{"ALUR.EXE", "next"}},
		{" next  --as Sari ", []string{"alur", "next", "--as", "Sari"}},
		{`start --set customer="Bu Rina"`, []string{"alur", "start", "--set", "customer=Bu Rina"}},
		{`case comment 'it''s' "a 'b' \"c\" \\ \d"`, []string{"alur", "case", "comment", "its", `a 'b' "c" \ \d`}},
		{`a\ b \'c 'd\'`, []string{"alur", "a b", "'c", `d\`}},
		{"settings set backup_folder ''", []string{"alur", "settings", "set", "backup_folder", ""}},
		{`--set "" --as Sari`, []string{"alur", "--set", "", "--as", "Sari"}},
	} {
		if got, err := wordsOf(c.raw); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%q is %q, %v", c.raw, got, err)
		}
	}
	for _, open := range []string{"alur 'open", `alur "open\"`, `alur \`} {
		if got, err := wordsOf(open); err == nil {
			t.Errorf("%q is %q", open, got)
		}
	}
}

// FuzzWords holds that any line is parted or has an open quote, and that words in
// quotes come out as they went in. Those are parted by lines.
func FuzzWords(f *testing.F) {
	for _, raw := range []string{
		"alur next --as Sari", `done online-order-7/pick --as "Bu Rina" --tick all`, "--set ''", "'\"Bu Rina\"'", `a\`, "\"", "\xff 'b", "it's\nBu Rina\n\n\\\"", strings.Repeat("a", 5000),
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if words, err := wordsOf(text); err == nil && len(strings.Join(words, "")) > 3*len(text)+len("alur") {
			t.Errorf("%q becomes %q", text, words)
		}
		if !utf8.ValidString(text) {
			return
		}
		want := append([]string{"alur"}, strings.Split(text, "\n")...)
		raw := "alur"
		for _, word := range want[1:] {
			raw += " '" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		if got, err := wordsOf(raw); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %q, %v", raw, got, err)
		}
	})
}
