package cli_test

import (
	"strings"
	"testing"
)

// TestPlainAtATerminal types a PIN that nobody sees, works by numbers, and is
// interrupted at the next PIN: the terminal shows again what is typed.
func TestPlainAtATerminal(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, say spoken) {
		h := newHouse(t)
		furnish(h, say, "2468")
		order(h, "A-1")
		w := h.open("trap : INT; alur --plain")
		w.sees(say.who, "3  Sari").types("3").asks("PIN:").types("2468")
		w.sees(say.pick, "A-1", "1  "+say.begin).types("1")
		w.until("what is to be ticked", func() bool { return strings.Count(w.seen, say.counted) > 1 })
		if strings.Contains(w.seen, "2468") {
			t.Errorf("the PIN stands on the screen:\n%s", w.seen)
		}
		w.types("1").types("2").types("3").sees(say.done + say.pick)
		w.types("0").types("8").sees(say.who).types("3").asks("PIN:").press("C-c").sees(ended)
		w.writes("seen again").sees("seen again")
		h.sound()
		recorded(h, map[string]int{"sari pick task.completed done": 1, "sari signed_in": 1, "sari signed_out": 1})
	})
}

// types writes a line.
func (w *window) types(line string) *window {
	w.house.t.Helper()
	w.writes(line)
	w.tmux("send-keys", "Enter")
	return w
}

// asks waits until a question is the last thing on the screen.
func (w *window) asks(question string) *window {
	w.house.t.Helper()
	return w.until("the question "+question, func() bool { return strings.HasSuffix(strings.TrimSpace(w.seen), question) })
}
