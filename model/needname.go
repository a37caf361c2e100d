package model

import (
	"strings"
	"unicode/utf8"
)

// longestName is the longest name that people give, in runes.
const longestName = 60

// tidyName is a name as it is kept: clean, with single spaces.
func tidyName(text string) string { return strings.Join(strings.Fields(CleanText(text)), " ") }

// needName tidies a name that has to be there.
func needName(text string, what Say) (string, error) {
	name := tidyName(text)
	if saysNothing(name) {
		return "", refuse("missing_name", Say{EN: "Please give %s.", ID: "Mohon isi %s."}, what)
	}
	if utf8.RuneCountInString(name) > longestName {
		return "", refuse("long_name", Say{
			EN: "That name is too long: %d letters at most.",
			ID: "Nama itu terlalu panjang: paling banyak %d huruf.",
		}, longestName)
	}
	return name, nil
}

// StationName is what the record calls a PC that names itself: tidy, and cut
// to the length of a name, for nobody at it may know how it came to that one.
// Empty stays empty.
func StationName(text string) string {
	name := tidyName(text)
	if text != "" && saysNothing(name) {
		return "PC"
	}
	return Cut(name, longestName)
}

// Cut is a text of at most so many runes, which says that there was more.
func Cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}
