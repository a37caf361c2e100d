package ui

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// A golden file of the tour keeps a screen as letters, and under it in which
// role each cell is drawn: a line "3  2- 8F 10d" says that in the third line two
// cells of text are followed by eight of the focus and ten that are dim. Together with the palettes (see
// TestPalettes), which say what a terminal is sent for a role, that is the
// screen of every terminal, cell by cell.

// roleLetters stand for the roles in the golden files; text is a space.
var roleLetters = [roleCount]rune{
	roleText: ' ', roleDim: 'd', roleAccent: 'a', roleGood: 'g', roleWarn: 'w', roleLate: 'L', roleStrong: 'S', roleFocus: 'F',
}

// palette is what a theme sends before a text of a role, by role.
func palette(t theme) (before [roleCount]string) {
	for r := range roleCount {
		before[r], _, _ = strings.Cut(t.paint(r, "x"), "x")
	}
	return before
}

// letters are the roles of a screen as it is drawn, a letter a cell: where
// several roles look the same in a theme, the first of them. What no role
// looks like is a question mark.
func letters(before [roleCount]string, drawn string) string {
	known := map[string]rune{}
	for r := roleCount - 1; r >= 0; r-- {
		known[before[r]] = roleLetters[r]
	}
	var out strings.Builder
	for _, line := range splitLines(drawn) {
		var cells strings.Builder
		style, state := "", byte(0)
		for line != "" {
			seq, w, n, next := ansi.DecodeSequence(line, state, nil)
			line, state = line[n:], next
			switch {
			case w > 0:
				letter, ok := known[style]
				if !ok {
					letter = '?'
				}
				cells.WriteString(strings.Repeat(string(letter), w))
			case seq == "\x1b[m":
				style = ""
			default:
				style += seq
			}
		}
		out.WriteString(strings.TrimRight(cells.String(), " ") + "\n")
	}
	return out.String()
}

// alikeRoles are the roles of a screen in a theme that shows some alike.
func alikeRoles(before [roleCount]string, roles string) string {
	first := map[string]rune{}
	for r := roleCount - 1; r >= 0; r-- {
		first[before[r]] = roleLetters[r]
	}
	alike := map[rune]rune{}
	for r := range roleCount {
		alike[roleLetters[r]] = first[before[r]]
	}
	lines := splitLines(strings.Map(func(r rune) rune {
		if to, ok := alike[r]; ok {
			return to
		}
		return r
	}, roles))
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// looks draws a place in 24 bits of colour, in 16 colours, in none and in
// ASCII. The letters are the same with and without colours, and so are the
// roles: those are written down once, and of the ASCII what is not the same
// sign for sign.
func looks(t *testing.T, got *strings.Builder, place sight, f tourForm, none *desk) {
	t.Helper()
	words := none.screen()
	f.colour = TrueColour
	d := none.themed(place, f)
	roles := ""
	for _, colour := range []Colour{TrueColour, SixteenColours, NoColour} {
		d.wears(newTheme(colour, false))
		if colour == NoColour {
			// Questions keep the colours they were asked in.
			d = none
		}
		drawn, before := d.root.draw(), palette(d.root.env.theme)
		shown := letters(before, drawn)
		if colour == TrueColour {
			roles = shown
		}
		if want := alikeRoles(before, roles); shown != want {
			t.Errorf("%s: in colour %d the roles are\n%s\nand not\n%s", f, colour, shown, want)
		}
		if d.screen() != words {
			t.Errorf("%s: in colour %d it says\n%s\nand not\n%s", f, colour, d.screen(), words)
		}
	}
	if strings.Contains(roles, "?") {
		t.Errorf("%s: something is drawn in no role, marked with ?:\n%s", f, roles)
	}
	fmt.Fprintf(got, "-- its roles\n%s", runLengths(roles))
	f.colour, f.ascii = NoColour, true
	d = none.themed(place, f)
	shown := d.screen()
	checkGlyphs(t, f, shown)
	checkSize(t, d, place.name, [2]int{f.w, f.h})
	fmt.Fprintf(got, "-- in ASCII\n%s", otherThan(signForSign(words), shown))
	none.wears(newTheme(NoColour, false))
}

// themed is the place of a desk drawn in another way: the same desk, unless
// something on it was put into words or colours when it came up.
func (d *desk) themed(place sight, f tourForm) *desk {
	front := d.root.front().page.id
	if d.root.sheet != nil || d.root.said.text != "" || front == pageHelp || front == pageMenu {
		return place.look(d.t, f)
	}
	d.wears(newTheme(f.colour, f.ascii))
	return d
}

// runLengths writes the roles of a screen shorter: dddd as 4d, each line that
// has any behind its number.
func runLengths(roles string) string {
	var out strings.Builder
	for i, line := range splitLines(roles) {
		if line == "" {
			continue
		}
		fmt.Fprintf(&out, "%3d ", i+1)
		for line != "" {
			rest := strings.TrimLeft(line, line[:1])
			fmt.Fprintf(&out, " %d%s", len(line)-len(rest), strings.ReplaceAll(line[:1], " ", "-"))
			line = rest
		}
		out.WriteString("\n")
	}
	return out.String()
}

// signForSign writes a screen with the signs of ASCII that take as much room.
func signForSign(shown string) string {
	from, to := reflect.ValueOf(glyphSet(false)), reflect.ValueOf(glyphSet(true))
	var pairs []string
	for i := range from.NumField() {
		if width(to.Field(i).String()) == width(from.Field(i).String()) {
			pairs = append(pairs, from.Field(i).String(), to.Field(i).String())
		}
	}
	return strings.NewReplacer(pairs...).Replace(shown)
}

// otherThan are the lines of a screen that are not as expected, each behind
// its number.
func otherThan(want, shown string) string {
	var out strings.Builder
	expected := splitLines(want)
	for i, line := range splitLines(shown) {
		if i >= len(expected) || line != expected[i] {
			fmt.Fprintf(&out, "%3d %s\n", i+1, line)
		}
	}
	return out.String()
}

// TestPalettes keeps what a terminal is sent for each role, in each number of
// colours.
func TestPalettes(t *testing.T) {
	var got strings.Builder
	names := map[role]string{roleText: "text", roleDim: "dim", roleAccent: "accent", roleGood: "good", roleWarn: "warn", roleLate: "late", roleStrong: "strong", roleFocus: "focus"}
	colours := []struct {
		name   string
		colour Colour
	}{{"24 bits of colour", TrueColour}, {"16 colours", SixteenColours}, {"no colour", NoColour}}
	for _, c := range colours {
		fmt.Fprintf(&got, "== %s\n", c.name)
		before := palette(newTheme(c.colour, false))
		for _, r := range slices.Sorted(maps.Keys(names)) {
			fmt.Fprintf(&got, "%c %-7s %q\n", roleLetters[r], names[r], before[r])
		}
	}
	goldenText(t, "palettes", got.String())
}
