package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"alur/model"
)

func TestGoldenStory(t *testing.T) {
	for _, lang := range model.Langs() {
		s := pickedShop(t, lang)
		d := sit(t, s, "hendra", "")
		d.root.env.folder = "/home/hendra/Documents"
		d.open(pageCase, "online-order-1")
		d.press("s")
		d.golden("story." + string(lang))
		d.press("end")
		d.golden("story-end." + string(lang))
		d.press("e")
		d.golden("story-save." + string(lang))
	}
}

// An owner saves the story that is on the screen as a text; it is on record.
func TestTheOwnerSavesAStory(t *testing.T) {
	s := pickedShop(t, model.English)
	d := sit(t, s, "hendra", "")
	folder := t.TempDir()
	d.root.env.folder = folder
	d.open(pageCase, "online-order-1")
	d.press("s", "e").sees("Save the story", "online-order-1-story")
	d.press("tab", "tab", "enter").sees("Saved with its ")
	text, err := os.ReadFile(filepath.Join(folder, "online-order-1-story.md"))
	if err != nil || !strings.HasPrefix(string(text), "# The story of online-order-1\n") {
		t.Fatalf("%v: %s", err, text)
	}
	last := s.events[len(s.events)-1]
	if b, ok := last.Body.(model.Exported); !ok || b.What != "story" || b.Form != "md" || !strings.HasPrefix(b.Detail, "online-order-1, head ") || last.By != "hendra" {
		t.Errorf("on record is %+v by %s", last.Body, last.By)
	}
}

// Whoever works in the shop may read a story, and not take it along.
func TestAWorkerReadsAStory(t *testing.T) {
	d := sit(t, pickedShop(t, model.English), "sari", "")
	d.open(pageCase, "online-order-1")
	d.press("s").sees("The story of online-order-1").press("e").sees("The story of online-order-1")
	if d.root.sheet != nil {
		t.Error("a worker was asked where to save it")
	}
}
