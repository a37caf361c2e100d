package ui

import (
	"strings"
	"testing"

	"alur/model"
)

// Budi has begun to pack, ticked a line and weighed the box when something
// urgent comes. Back on the parcel he sees, before he goes on with it, what he
// entered: nothing looks lost, on the screen or on plain lines.
func TestWhatWasEnteredIsSeenOfATaskSetAside(t *testing.T) {
	for _, lang := range model.Langs() {
		s := checkedShop(t, lang)
		pack := model.TaskRef{Case: "online-order-1", Step: "pack"}
		gives(t, s, "budi", model.Begin{Task: pack})
		gives(t, s, "budi", model.SetTick{Task: pack, Item: "1", On: true})
		gives(t, s, "budi", model.SetField{Task: pack, Field: "weight", Value: model.Value{Text: "2.5"}})
		gives(t, s, "budi", model.Begin{Task: model.TaskRef{Case: "online-order-2", Step: "pick"}})
		d := sit(t, s, "budi", lang)
		d.open(pageNext, pack)
		n, e := d.root.front().screen.(*next), &d.root.env
		first, second := n.task.items[0].Text, n.task.items[1].Text
		weight, label := e.label(n.task.step.Record[0]), e.label(n.task.step.Record[1])
		shown := strings.Join(strings.Fields(d.screen()), " ")
		for _, want := range []string{"[x] " + first, "Budi 14:32", "[ ] " + second, capital(weight) + " 2,5", capital(label) + " ...."} {
			if !strings.Contains(shown, want) {
				t.Errorf("%s: %q is not seen:\n%s", lang, want, d.screen())
			}
		}
		said := strings.Join(n.plainPreview(e), "\n")
		for _, want := range []string{first + " (Budi, 14:32); " + weight + ": 2,5.", ": " + second + "; " + label + "."} {
			if !contains(said, want) {
				t.Errorf("%s: %q is not said:\n%s", lang, want, said)
			}
		}
	}
}
