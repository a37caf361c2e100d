package procfile

import (
	"regexp"
	"slices"
	"strings"
)

// mended is a line as it was probably meant; it loses something where a part
// of it was left out.
type mended struct {
	line  string
	loses bool
}

// meant are the ways in which a line that is no YAML may have been meant, the
// likely ones first.
func (r *reader) meant(d *draft, n int) []mended {
	line := d.lines[n-1]
	var all []mended
	add := func(lines ...string) {
		for _, l := range lines {
			if l != line && !slices.Contains(all, mended{line: l}) {
				all = append(all, mended{line: l})
			}
		}
	}
	text := strings.TrimLeft(line, " \t")
	lead := line[:len(line)-len(text)]
	add(strings.ReplaceAll(lead, "\t", "  ")+text, strings.ReplaceAll(lead, "\t", "    ")+text)
	add(r.spelled(lead, text)...)
	for _, near := range d.indents(n) {
		add(strings.Repeat(" ", near) + text)
		if !isEntry(text) {
			add(strings.Repeat(" ", near) + "- " + text)
		}
	}
	key := keyOf(line)
	if key != "" {
		all = append(all, mended{line: key + `"?"`, loses: true})
	}
	if strings.HasPrefix(text, "- ") {
		all = append(all, mended{line: lead + `- do: "?"`, loses: true}, mended{line: lead + `- "?"`, loses: true})
	}
	return append(all, mended{line: "", loses: true})
}

// spelled are the ways in which the signs of a line may have been meant: its
// colon, its dash, its quotes and its brackets.
func (r *reader) spelled(lead, text string) []string {
	var all []string
	if strings.HasPrefix(text, "-") && !isEntry(text) {
		all = append(all, lead+"- "+strings.TrimLeft(text, "-"))
	}
	dash := ""
	if isEntry(text) {
		dash, text = "- ", strings.TrimLeft(text[2:], " ")
	}
	lead += dash
	_, _, word, rest := lineParts(text)
	if r.isKey(word) && !strings.HasPrefix(rest, ": ") {
		all = append(all, lead+word+": "+strings.TrimLeft(rest, ": "))
	}
	key, value := "", text
	if k := keyOf(text); k != "" {
		key, value = k, strings.TrimPrefix(text, k)
	}
	if lead += key; key == "" && dash == "" {
		all = append(all, lead+"do: "+value, lead+"role: "+value, lead+"how: "+value)
	}
	bare := strings.NewReplacer(`"`, "", `'`, "", `\`, "").Replace(value)
	if bare != value {
		all = append(all, lead+quoted(strings.TrimSpace(bare)))
	}
	if before, lost, ok := strings.Cut(value, " #"); ok {
		all = append(all, lead+before+" "+lost)
		value = before + " " + lost
	}
	commas := regexp.MustCompile(`([^,{\s]) +([A-Za-z_]+: )`).ReplaceAllString(value, "$1, $2")
	for _, v := range []string{value, commas} {
		open := stillOpen(nil, lead+v, 1)
		closed := v
		for i := len(open) - 1; i >= 0; i-- {
			sign := "]"
			if strings.HasPrefix(string([]rune(lead + v)[open[i].fromCol-1:]), "{") {
				sign = "}"
			}
			closed += sign
		}
		all = append(all, lead+closed)
		switch {
		case strings.HasSuffix(v, "}"):
			all = append(all, lead+"{"+v)
		case strings.HasSuffix(v, "]"):
			all = append(all, lead+"["+v)
		}
	}
	return append(all, lead+quoted(strings.TrimSpace(value)))
}

// dash is the column at which the steps begin.
func (d *draft) dash() int {
	for _, n := range d.begins {
		if line := d.lines[n-1]; isEntry(line) {
			return len(line) - len(strings.TrimLeft(line, " "))
		}
	}
	return 2
}

// keyOf is the key with which a line begins, up to its value; empty where it
// begins with none or holds a list of its own.
func keyOf(line string) string {
	return regexp.MustCompile(`^[ ]*(?:- +)?[A-Za-z_][A-Za-z0-9_]*: +`).FindString(line)
}

// indents are the columns at which the lines around one begin.
func (d *draft) indents(n int) []int {
	dash := d.dash()
	all := []int{dash, dash + 2}
	if !isEntry(d.lines[n-1]) {
		all = []int{dash + 2, dash}
	}
	for _, by := range []int{-1, 1, -2, 2, -3, 3, -4, 4, -6, -8} {
		if i := n - 1 + by; i >= 0 && i < len(d.lines) {
			text := strings.TrimLeft(d.lines[i], " ")
			at := len(d.lines[i]) - len(text)
			if text == "" || text[0] == '#' {
				continue
			}
			for _, col := range []int{at, at + 2} {
				if (col == at || isEntry(text) || strings.HasSuffix(text, ":") || strings.HasSuffix(text, "|") || strings.HasSuffix(text, "-")) && !slices.Contains(all, col) {
					all = append(all, col)
				}
			}
		}
	}
	return all
}
