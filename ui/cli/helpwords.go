package cli

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"alur/model"
)

// helpWriter is where the help goes. Fang knows its headings in English only,
// so they are put into the language on their way; it lets long lines run into
// the edge of the terminal; and it does not know that any NO_COLOR means no
// colour.
func (a *app) helpWriter() io.Writer {
	plain := helpWords{Writer: a.env.Stdout, lang: a.lang}
	f, ok := a.env.Stdout.(term.File)
	if !ok {
		return plain
	}
	if wide, _, err := term.GetSize(f.Fd()); err == nil {
		plain.width = wide
	}
	if a.env.Getenv("NO_COLOR") != "" {
		return plain
	}
	return helpTerminal{File: f, words: plain}
}

// helpTerminal is a terminal that the help is coloured for.
type helpTerminal struct {
	term.File
	words helpWords
}

// Write puts the help into the language and the width.
func (t helpTerminal) Write(p []byte) (int, error) { return t.words.Write(p) }

// helpWords mends what fang writes, a heading or a line at a time.
type helpWords struct {
	io.Writer
	lang model.Lang
	// width is that of the terminal, 0 for none.
	width int
}

// Write puts the help into the language and the width.
func (w helpWords) Write(p []byte) (int, error) {
	text := string(p)
	word := strings.TrimSpace(ansi.Strip(text))
	for _, say := range headings() {
		if word == say.EN && w.lang != model.English {
			text = strings.Replace(text, say.EN, say.In(w.lang), 1)
		}
	}
	if column := listed(text); column > 0 {
		text = w.fitted(w.listing(text), column-len(flagsWord))
	} else if column := described(text); column > 0 {
		text = w.fitted(text, column)
	}
	if w.lang != model.English {
		text = strings.Replace(text, "[command]", "[perintah]", 1)
		text = strings.Replace(text, "[--flags]", "[--opsi]", 1)
	}
	if _, err := io.WriteString(w.Writer, text); err != nil {
		return 0, err
	}
	return len(p), nil
}

// flagsWord stands behind every command in fang's lists; it says nothing
// there and takes the room of what the command is for.
const flagsWord = " [--flags]"

// listed is the column where a line of a list of commands says what the
// command is for, 0 for any other text.
func listed(text string) int {
	line := strings.TrimRight(ansi.Strip(text), "\n")
	if !strings.Contains(line, flagsWord) {
		return 0
	}
	return described(text)
}

// described is the column where a line says what stands before it is for, 0
// where it does not.
func described(text string) int {
	line := strings.TrimRight(ansi.Strip(text), " \n")
	if strings.Contains(line, "\n") || !strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "     ") {
		return 0
	}
	gap := strings.LastIndex(line, "  ")
	if gap < 4 {
		return 0
	}
	return gap + 2
}

// listing is a line of a list of commands without the word for flags. The
// word for a command is longer in Indonesian, and the gap behind it smaller.
func (w helpWords) listing(text string) string {
	text = strings.Replace(text, flagsWord, "", 1)
	if w.lang == model.English {
		return text
	}
	before, after, found := strings.Cut(text, "[command]")
	if !found {
		return text
	}
	return before + "[command]" + strings.Replace(after, "  ", " ", 1)
}

// fitted breaks what stands from a column on, so that no word runs into the
// edge of the terminal.
func (w helpWords) fitted(text string, column int) string {
	line := strings.TrimRight(text, "\n")
	room := w.width - column - 1
	if w.width == 0 || room < 16 || ansi.StringWidth(line) < w.width {
		return text
	}
	left, right := ansi.Truncate(line, column, ""), ansi.TruncateLeft(line, column, "")
	rows := strings.Split(ansi.Wordwrap(right, room, ""), "\n")
	return left + strings.Join(rows, "\n"+strings.Repeat(" ", column)) + "\n"
}

func headings() []model.Say {
	return []model.Say{
		{EN: "USAGE", ID: "CARA PAKAI"},
		{EN: "EXAMPLES", ID: "CONTOH"},
		{EN: "COMMANDS", ID: "PERINTAH"},
		{EN: "FLAGS", ID: "OPSI"},
	}
}
