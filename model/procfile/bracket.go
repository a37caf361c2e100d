package procfile

import "strings"

// opened is where the last bracket opens that is not closed before the place
// where the parser gave up; its lines are 0 where every one is closed. What
// follows an open bracket is read as part of it, so that the parser complains
// of lines that are in order.
func (r *reader) opened(m mark) mark {
	var open []mark
	for n := 1; n <= min(m.line, len(r.lines)); n++ {
		open = stillOpen(open, r.line(n), n)
	}
	if len(open) == 0 {
		return mark{}
	}
	last := open[len(open)-1]
	return mark{line: m.line, col: m.col, fromLine: last.fromLine, fromCol: last.fromCol}
}

// stillOpen reads on the brackets of one line. Outside of all brackets one
// counts only where a value begins; what stands in quotes or in a comment
// does not count.
func stillOpen(open []mark, line string, n int) []mark {
	var quote, before rune
	begins := true
	for i, c := range []rune(line) {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '#' && (before == ' ' || before == 0):
			return open
		case (c == '"' || c == '\'') && begins:
			quote = c
		case strings.ContainsRune("[{", c) && (begins || len(open) > 0):
			open = append(open, mark{fromLine: n, fromCol: i + 1})
		case strings.ContainsRune("]}", c) && len(open) > 0:
			open = open[:len(open)-1]
		}
		begins = begins && (c == ' ' || c == '-') || strings.ContainsRune(":[{,", c)
		before = c
	}
	return open
}
