package cli_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "take the pictures of the README anew")

// TestPicturesOfTheReadme takes the pictures the README shows from the running
// demo, in a real terminal of 80 by 24:
//
//	go test ./ui/cli -run Pictures -update
//
// Without -update it fails where the README shows something else.
func TestPicturesOfTheReadme(t *testing.T) {
	t.Parallel()
	say := languages()[0]
	h := newHouse(t)
	h.env = append(h.env, "ALUR_TEST_CLOCK=1", "ALUR_STATION=KASIR-2")
	w := h.open("alur demo --now 2026-11-23T14:30:00+07:00 --lang en")
	w.sees("DEMO", "Begin").press("Enter").sees("► [ ]").press("Space").sees("[x]")
	w.shows("next")
	w.press("F12").enters(say, "Hendra", "").press("F6").sees("Team board", "are running")
	w.shows("board")
	w.press("F7").sees(say.pilesUp, "more: Tab shows them")
	w.shows("bottlenecks")
	w.press("F3").sees("Online order", "► ").press("Enter").sees("Check the goods by hand and eye", "┌►○")
	w.shows("process")
	w.press("C-p").sees("What do you want to do?").writes("audit").focuses("Audit").press("Enter").sees("Record is complete")
	w.shows("audit")
	w.press("C-q").sees(ended)
}

// sameHead takes the hash out of a picture: the record of every demo has its
// own, because every act has a number that nobody can guess.
func sameHead(picture string) string {
	return regexp.MustCompile(`(\d+:)[0-9a-f]{8}\b`).ReplaceAllString(picture, "${1}00000000")
}

// shows waits until the screen is as a picture of the README: what a key brings
// may come before what it did is saved.
func (w *window) shows(picture string) {
	w.house.t.Helper()
	t := w.house.t
	path := filepath.Join("..", "..", "README.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- "+picture+":begin -->\n", "<!-- "+picture+":end -->"
	head, rest, ok := strings.Cut(string(data), begin)
	taken, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("the README lacks the marks of %s", picture)
	}
	if *update {
		if err := os.WriteFile(path, []byte(head+begin+w.picture()+end+tail), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	w.until("the "+picture+" of the README (take it anew with -update):\n"+taken, func() bool { return sameHead(w.picture()) == sameHead(taken) })
}

// picture is the screen as it stands in the README.
func (w *window) picture() string {
	lines := strings.Split(strings.TrimRight(w.seen, "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return "\n```\n" + strings.Join(lines, "\n") + "\n```\n\n"
}
