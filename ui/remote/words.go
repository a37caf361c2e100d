package remote

import (
	"errors"
	"strings"
	"unicode"
)

// errOpen says that a quote of a command is not closed.
var errOpen = errors.New("a quote is not closed")

// wordsOf are the words of a command as a shell parts them, the name of the
// program first whether it was said or not; none where none was given.
func wordsOf(raw string) ([]string, error) {
	words, err := parted(raw)
	if err != nil || len(words) == 0 {
		return nil, err
	}
	if name := strings.ToLower(words[0]); name == "alur" || name == "alur.exe" {
		return words, nil
	}
	return append([]string{"alur"}, words...), nil
}

// parted parts a line at its spaces. Single quotes keep all between them as it is,
// double quotes all but a backslash before a double quote or a backslash; outside
// quotes a backslash keeps what follows. Quotes with nothing between them are a word.
func parted(line string) (words []string, err error) {
	var word strings.Builder
	var quote rune // The one that is open, 0 for none.
	begun, escaped := false, false
	for _, r := range line {
		switch {
		case escaped:
			word.WriteString(kept(r, quote))
			escaped = false
		case r == '\\' && quote != '\'':
			begun, escaped = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			begun, quote = true, r
		case quote == 0 && unicode.IsSpace(r):
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 || escaped {
		return nil, errOpen
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}

// kept is what a backslash before a sign comes to, in a quote or in none.
func kept(r, quote rune) string {
	if quote != 0 && r != quote && r != '\\' {
		return `\` + string(r)
	}
	return string(r)
}
