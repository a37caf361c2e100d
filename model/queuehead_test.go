package model

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestTheBeginOfAQueueIsThatOfTheWhole, however the rows come, and what is left
// out is counted.
func TestTheBeginOfAQueueIsThatOfTheWhole(t *testing.T) {
	w := newWorld(t)
	w.publish(onlineOrder())
	w.must("sari", SignIn{})
	w.pass(26 * time.Hour)
	rapid.Check(t, func(rt *rapid.T) {
		rows := anyOpenTasks(rt, w)
		in := QueueInput{
			Now: w.now, Shop: w.shop, Person: w.shop.People[anyPerson().Draw(rt, "whose")], Open: slices.Values(rows), Flow: w.Flow,
		}
		whole := NextTasks(in)
		if whole.Left != 0 || whole.AsleepLeft != 0 {
			rt.Fatalf("%d and %d are left out of all", whole.Left, whole.AsleepLeft)
		}
		in.Open = slices.Values(rapid.Permutation(rows).Draw(rt, "in another order"))
		in.Most = rapid.IntRange(1, 12).Draw(rt, "most")
		begin := NextTasks(in)
		items, asleep := whole.Items[:min(in.Most, len(whole.Items))], whole.Asleep[:min(in.Most, len(whole.Asleep))]
		want := Queue{Items: items, Left: len(whole.Items) - len(items), Asleep: asleep, AsleepLeft: len(whole.Asleep) - len(asleep), Barred: whole.Barred, Alone: whole.Alone}
		if !reflect.DeepEqual(begin, want) {
			rt.Fatalf("the begin is\n%+v, and not\n%+v", begin, want)
		}
	})
}

func anyPerson() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"hendra", "sari", "budi", "dewi"})
}

// anyOpenTasks are rows of open tasks in any state, one for each task.
func anyOpenTasks(rt *rapid.T, w *world) []OpenTask {
	steps := w.flows[CaseID("online-order", 1)].Process.Steps
	maybe := rapid.OneOf(rapid.Just(""), anyPerson())
	at := rapid.Custom(func(rt *rapid.T) time.Time {
		return w.now.Add(time.Duration(rapid.IntRange(-72, 72).Draw(rt, "hours")) * time.Hour)
	})
	sometimes := rapid.OneOf(rapid.Just(time.Time{}), at)
	return rapid.SliceOfNDistinct(rapid.Custom(func(rt *rapid.T) OpenTask {
		s := rapid.SampledFrom(steps).Draw(rt, "step")
		n := rapid.IntRange(1, 60).Draw(rt, "number")
		t := OpenTask{
			TaskRef: ref(fmt.Sprint("online-order-", n), s.ID), Process: "online-order", Version: 1, Number: n, Title: s.Text, Due: s.Due,
			Role:  rapid.SampledFrom([]string{"warehouse", "accounts", "service"}).Draw(rt, "role"),
			State: rapid.SampledFrom([]TaskState{Ready, Ready, Taken, Doing, Parked, Waiting}).Draw(rt, "state"),
			For:   maybe.Draw(rt, "for"), By: maybe.Draw(rt, "by"), HandedBy: maybe.Draw(rt, "handed by"), Last: maybe.Draw(rt, "last"),
			Barred: maybe.Draw(rt, "barred"), Familiar: maybe.Draw(rt, "familiar"), Ready: at.Draw(rt, "ready"), Started: at.Draw(rt, "started"),
			Promise: sometimes.Draw(rt, "promise"), Begun: sometimes.Draw(rt, "begun"), Touched: sometimes.Draw(rt, "touched"), Until: sometimes.Draw(rt, "until"), ParkedAt: sometimes.Draw(rt, "parked"),
		}
		if rapid.Bool().Draw(rt, "came back") {
			t.CameBack = &Comeback{From: "quality", By: "budi"}
		}
		if rapid.Bool().Draw(rt, "pinned") {
			t.Pin = &PinMark{By: "hendra", Until: at.Draw(rt, "pinned until")}
		}
		if rapid.Bool().Draw(rt, "asked") {
			t.Asked = &Asked{By: "sari", At: w.now}
		}
		return t
	}), 0, 60, func(t OpenTask) TaskRef { return t.TaskRef }).Draw(rt, "rows")
}
