package procfile

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"alur/model"
)

// mostFaults bounds the faults of one sort that are told of one file: a
// spreadsheet given by mistake has thousands.
const mostFaults = 20

// source checks that a file is text that can be read at all, and returns it
// without byte order mark and with plain line ends.
func source(data []byte) (string, []Fault) {
	if len(data) > MaxSize {
		return "", []Fault{at(1, 1, model.Say{
			EN: "the file is larger than 1 MiB: a process definition is a short text; is this the right file?",
			ID: "file ini lebih besar dari 1 MiB: definisi proses adalah teks pendek; apakah filenya benar?",
		})}
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return "", []Fault{at(1, 1, model.Say{
			EN: "the file is saved as UTF-16: save it as UTF-8",
			ID: "file ini disimpan sebagai UTF-16: simpan sebagai UTF-8",
		})}
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	if faults := unreadable(text); len(faults) > 0 {
		return "", faults
	}
	if strings.TrimSpace(text) == "" {
		return "", []Fault{empty()}
	}
	return text, nil
}

func empty() Fault {
	return at(1, 1, model.Say{
		EN: "there is nothing in the file: write process: and a name, then steps: and a list of what is done",
		ID: "file ini kosong: tulis process: dan namanya, lalu steps: dan daftar yang dikerjakan",
	})
}

// unreadable finds bytes that are no text.
func unreadable(text string) []Fault {
	var faults []Fault
	line, col := 1, 0
	indent := true
	for i, r := range text {
		col++
		indent = (indent || text[max(i-1, 0)] == '\n') && unicode.IsSpace(r)
		switch {
		case len(faults) == mostFaults:
			return faults
		case r == '\n':
			line, col = line+1, 0
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			faults = append(faults, at(line, col, model.Say{
				EN: "this character can't be read: save the file as UTF-8",
				ID: "karakter ini tidak terbaca: simpan file sebagai UTF-8",
			}))
		case indent && r != ' ' && r != '\t':
			faults = append(faults, at(line, col, model.Say{
				EN: "the line is indented with a special space, as copied from a web page: retype the spaces",
				ID: "lekukan baris ini memakai spasi khusus, mungkin disalin dari halaman web: ketik ulang spasinya",
			}))
		case invisible(r):
			faults = append(faults, at(line, col, model.Say{
				EN: "there is an invisible control character (%U) here: delete it",
				ID: "ada karakter kontrol yang tidak terlihat (%U) di sini: hapus",
			}, r))
		}
	}
	return faults
}

// invisible characters are those the YAML reader refuses or takes for the
// end of a line.
func invisible(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < ' ' || r >= 0x7F && r < 0xA0:
		return true
	}
	return r == '\u2028' || r == '\u2029' || r == '\uFEFF' || r == '\uFFFE' || r == '\uFFFF'
}
