package procfile

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"alur/model"
)

// mostFaults bounds the faults of one sort that are told of one file: a
// spreadsheet given by mistake has thousands.
const mostFaults = 20

// source checks that a file is text that can be read at all, and returns it
// without byte order mark, with plain line ends and without what nobody sees;
// empty where it can't be read.
func source(data []byte) (string, []Fault) {
	if len(data) > MaxSize {
		return "", []Fault{at(1, 1, model.Say{
			EN: "the file is larger than 1 MiB: a process definition is a short text; is this the right file?",
			ID: "file ini lebih besar dari 1 MiB: definisi proses adalah teks pendek; apakah filenya benar?",
		})}
	}
	if f, ok := document(data); ok {
		return "", []Fault{f}
	}
	// Every other byte of a Latin text in UTF-16 is zero.
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.Count(data, []byte{0}) > len(data)/3 {
		return "", []Fault{at(1, 1, model.Say{
			EN: "the file is saved as UTF-16: save it as UTF-8",
			ID: "file ini disimpan sebagai UTF-16: simpan sebagai UTF-8",
		})}
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	text, faults := unreadable(text)
	if strings.TrimSpace(text) == "" && len(faults) == 0 {
		faults = append(faults, empty())
	}
	return text, faults
}

// document tells of a file that a word processor or a spreadsheet wrote.
func document(data []byte) (Fault, bool) {
	for _, begin := range []string{"PK\x03\x04", "%PDF", "{\\rtf", "\xd0\xcf\x11\xe0"} {
		if bytes.HasPrefix(data, []byte(begin)) {
			return at(1, 1, model.Say{
				EN: "this is a document of an office program: a process is plain text, as written in a text editor",
				ID: "ini dokumen program perkantoran: proses adalah teks biasa, seperti ditulis di editor teks",
			}), true
		}
	}
	return Fault{}, false
}

func empty() Fault {
	return at(1, 1, model.Say{
		EN: "there is nothing in the file: write process: and a name, then steps: and a list of what is done",
		ID: "file ini kosong: tulis process: dan namanya, lalu steps: dan daftar yang dikerjakan",
	})
}

// unreadable finds bytes that are no text, and returns the text without them.
func unreadable(text string) (string, []Fault) {
	var faults []Fault
	var clean strings.Builder
	line, col := 1, 0
	indent := true
	structure := webSpaces(text)
	for i, r := range text {
		col++
		indent = (indent || text[max(i-1, 0)] == '\n') && unicode.IsSpace(r)
		kept := string(r)
		switch {
		case len(faults) == mostFaults:
			return "", faults
		case r == '\n':
			line, col = line+1, 0
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			faults = append(faults, at(line, col, model.Say{
				EN: "this character can't be read: save the file as UTF-8",
				ID: "karakter ini tidak terbaca: simpan file sebagai UTF-8",
			}))
			kept = "?"
		case indent && r != ' ' && r != '\t' || structure[i]:
			faults = append(faults, at(line, col, model.Say{
				EN: "here stands a special space, as copied from a web page: type a usual one in its place",
				ID: "di sini ada spasi khusus, mungkin disalin dari halaman web: ganti dengan spasi biasa",
			}))
			kept = " "
		case invisible(r) || strayVariation(text, i, r):
			faults = append(faults, at(line, col, notSeen(), r))
			kept = ""
		}
		clean.WriteString(kept)
	}
	return clean.String(), faults
}

func notSeen() model.Say {
	return model.Say{
		EN: "there is an invisible character (%U) here: delete it",
		ID: "ada karakter yang tidak terlihat (%U) di sini: hapus",
	}
}

// strayVariation reports a character that chooses how the sign before it is
// drawn, behind one that is drawn in one way only: in the middle of a word
// nobody sees it.
func strayVariation(text string, i int, r rune) bool {
	if !unicode.Is(unicode.Variation_Selector, r) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsLetter(before) || unicode.IsSpace(before) || strings.ContainsRune("_:-[]{},.\"'", before) || i == 0
}

// webSpaces are the places of special spaces where a usual one makes a dash an
// entry of a list, or a word a key.
func webSpaces(text string) map[int]bool {
	places := map[int]bool{}
	for _, m := range regexp.MustCompile(`(?m)^[ -]*(?:-|[a-z_]+:)([\x{A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}])`).FindAllStringSubmatchIndex(text, -1) {
		places[m[2]] = true
	}
	return places
}

// invisible characters are those the YAML reader refuses or takes for the
// end of a line, and those that nobody sees and everything trips over.
func invisible(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < ' ' || r >= 0x7F && r < 0xA0:
		return true
	case r > 0xA0 && r != utf8.RuneError && model.CleanText(string(r)) == string(utf8.RuneError):
		return true
	}
	return r == '\u2028' || r == '\u2029'
}
