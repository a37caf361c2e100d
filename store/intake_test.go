package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"alur/model"
	"alur/model/digest"
	"alur/model/story"
	"alur/store"
)

func (x *fixture) deliveries() store.Deliveries {
	x.t.Helper()
	all, err := x.Deliveries(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	return all
}

func (x *fixture) refusedDelivery(d store.Delivery) store.Delivery {
	x.t.Helper()
	got, err := x.KeepDelivery(x.t.Context(), d)
	if err != nil {
		x.t.Fatal(err)
	}
	return got
}

func (x *fixture) news(n store.News) (store.Receipt, int) {
	x.t.Helper()
	n.Station = model.Webhook
	r, number, err := x.Deliver(x.t.Context(), n)
	if err != nil {
		x.t.Fatal(err)
	}
	return r, number
}

func TestWhatWasRefusedIsKeptAndCounted(t *testing.T) {
	x := tokoMaju(t)
	body := []byte(`{"order_no": "A-1", "total": "free"}`)
	why := map[model.Lang]string{model.English: "free", model.Indonesian: "gratis"}
	first := x.refusedDelivery(store.Delivery{Process: "online-order", From: "10.0.0.9", Body: body, Why: why})
	again := x.refusedDelivery(store.Delivery{Process: "online-order", From: "10.0.0.9", Body: body, Why: why})
	other := x.refusedDelivery(store.Delivery{Process: "online-order", Body: []byte(`{}`), Why: why})
	if first.Number != 1 || again.Number != 1 || again.Times != 2 || other.Number != 2 {
		t.Errorf("%+v, %+v, %+v", first, again, other)
	}
	all := x.deliveries()
	if len(all.Kept) != 2 || all.Kept[0].Number != 2 || all.Kept[1].Times != 2 || all.Kept[1].Body != nil {
		t.Errorf("%+v", all)
	}
	if d, err := x.Delivery(t.Context(), 1); err != nil || !bytes.Equal(d.Body, body) || d.Why[model.Indonesian] != "gratis" {
		t.Errorf("%+v, %v", d, err)
	}
	if _, err := x.DropDelivery(t.Context(), "sari", "KASIR-1", 2, ""); model.Refused(err) == nil {
		t.Errorf("somebody else than the owner dropped it: %v", err)
	}
	if _, err := x.DropDelivery(t.Context(), "hendra", "KASIR-1", 2, "a test"); err != nil {
		t.Fatal(err)
	}
	if err := x.Replayed(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if err := x.Replayed(t.Context(), 1); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	// A replayed one that comes again is a new one.
	if d := x.refusedDelivery(store.Delivery{Process: "online-order", Body: body}); d.Number != 3 || d.Times != 1 {
		t.Errorf("%+v", d)
	}
	if _, err := x.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

func TestTheListOfDeliveriesIsBounded(t *testing.T) {
	x := tokoMaju(t)
	for i := range 1003 {
		x.refusedDelivery(store.Delivery{Process: "online-order", Body: []byte(fmt.Sprint(i))})
	}
	all := x.deliveries()
	if len(all.Kept) != 1000 || all.GivenUp != 3 || all.Kept[999].Number != 4 {
		t.Errorf("%d kept, %d given up", len(all.Kept), all.GivenUp)
	}
	large := bytes.Repeat([]byte("x"), 12<<20)
	for i := range 4 {
		x.refusedDelivery(store.Delivery{Process: "online-order", Body: append(large, byte(i))})
	}
	if all = x.deliveries(); len(all.Kept) != 2 || all.Kept[0].Number != 1007 {
		t.Errorf("%d large ones are kept", len(all.Kept))
	}
}

func TestWrongSignaturesAreCountedWithoutWhatCame(t *testing.T) {
	x := tokoMaju(t)
	for range 3 {
		if err := x.CountWrong(t.Context(), "online-order", 20, "10.0.0.6"); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.CountWrong(t.Context(), "no-such-process", 1, "10.0.0.6"); err != nil {
		t.Fatal(err)
	}
	if all := x.deliveries(); len(all.Wrong) != 1 || all.Wrong[0].Times != 60 || all.Wrong[0].From != "10.0.0.6" {
		t.Errorf("%+v", all.Wrong)
	}
}

// What nobody proved is only counted, in one row for each reason, and no name that
// somebody thought of fills the file.
func TestWhatWentAstrayIsCounted(t *testing.T) {
	x := tokoMaju(t)
	for n := range 3 {
		for _, long := range []bool{false, true} {
			if err := x.CountAstray(t.Context(), store.Astray{Long: long, Name: strings.Repeat("a", 10_000+n), Times: 5, From: "10.0.0.6\x1b[2J"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	all := x.deliveries()
	if len(all.Astray) != 2 {
		t.Fatalf("%+v", all.Astray)
	}
	for _, a := range all.Astray {
		if a.Times != 15 || len(a.Name) > 50 || strings.ContainsRune(a.From, 0x1b) {
			t.Errorf("%+v", a)
		}
	}
}

// TestTheDayTellsWhatCameWronglySigned: how many and since when, as long as more
// come; what came before, with a day of rest between, is not told again.
func TestTheDayTellsWhatCameWronglySigned(t *testing.T) {
	x := tokoMaju(t)
	told := func() string {
		t.Helper()
		in, err := x.Digest(t.Context(), "", x.now().Add(-24*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		return strings.NewReplacer("**", "", "\n  ", " ").Replace(story.Markdown(digest.Tell(in, model.English)))
	}
	wrong := func(times int) {
		t.Helper()
		if err := x.CountWrong(t.Context(), "online-order", times, "10.0.0.6"); err != nil {
			t.Fatal(err)
		}
	}
	if text := told(); strings.Contains(text, "signature") {
		t.Errorf("nothing came, and it tells\n%s", text)
	}
	cal, err := x.Calendar(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	since := model.ClockWords(x.now().In(cal.Location())).In(model.English)
	wrong(5)
	x.seconds.Add(int64((20 * time.Hour).Seconds()))
	wrong(7)
	line := "Outside: 12 deliveries to Online order came with a wrong signature since " + since + ": is the secret there that of alur secret show online-order?"
	if text := told(); !strings.Contains(text, line) {
		t.Errorf("it lacks %q:\n%s", line, text)
	}
	x.seconds.Add(int64((48 * time.Hour).Seconds()))
	if text := told(); strings.Contains(text, "signature") {
		t.Errorf("days later it tells\n%s", text)
	}
	wrong(1)
	if text := told(); !strings.Contains(text, "1 delivery to Online order came with a wrong signature, ") {
		t.Errorf("another one is told as\n%s", text)
	}
}

func TestASecretStandsInTheDatabaseAndNotInTheRecord(t *testing.T) {
	x := tokoMaju(t)
	if got, err := x.Secret(t.Context(), "online-order"); err != nil || got != "" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := x.MakeSecret(t.Context(), "sari", "KASIR-1", "online-order", "s3cret-1", true); model.Refused(err) == nil {
		t.Errorf("somebody else than the owner made one: %v", err)
	}
	for _, c := range []struct {
		secret, want string
		once         bool
	}{{"s3cret-1", "s3cret-1", true}, {"s3cret-2", "s3cret-1", true}, {"s3cret-3", "s3cret-3", false}} {
		got, err := x.MakeSecret(t.Context(), "hendra", "KASIR-1", "online-order", c.secret, c.once)
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v", c.secret, got, err)
		}
		if got, _ := x.Secret(t.Context(), "online-order"); got != c.want {
			t.Errorf("kept is %q", got)
		}
	}
	made := 0
	err := x.EachEvent(t.Context(), 1, func(e model.Event) error {
		text := fmt.Sprintf("%+v", e)
		if _, ok := e.Body.(model.SecretMade); ok {
			made++
		}
		if strings.Contains(text, "s3cret") {
			t.Errorf("event %d tells the secret: %s", e.Seq, text)
		}
		return nil
	})
	if err != nil || made != 2 {
		t.Errorf("%d on record, %v", made, err)
	}
}

func TestNewsComesToItsCaseOrWaitsForIt(t *testing.T) {
	x := tokoMaju(t)
	// Before the order: it is kept in the list, whoever sends it twice.
	early := store.News{Step: "deliver", Key: "A-1", Outcome: "delivered", Body: []byte(`{"key": "A-1"}`)}
	_, number := x.news(early)
	_, same := x.news(early)
	x.news(store.News{Step: "deliver", Key: "NEVER", Outcome: "delivered"})
	if number != 1 || same != 1 {
		t.Errorf("numbers %d, %d", number, same)
	}
	id := x.order("A-1")
	c, _, err := x.Case(t.Context(), id)
	if err != nil || len(c.Kept) != 1 || c.Kept[0].Step != "deliver" {
		t.Fatalf("%+v, %v", c, err)
	}
	if all := x.deliveries(); len(all.Kept) != 1 || all.Kept[0].Key != "NEVER" {
		t.Errorf("%+v", all.Kept)
	}
	// Before its step: it is kept in the case.
	r, number := x.news(store.News{Step: "deliver", Key: "A-1", Outcome: "delivered"})
	if !r.Existing || r.Case != id || number != 0 {
		t.Errorf("%+v, %d", r, number)
	}
	for _, bad := range []store.News{{Step: "pack", Key: "A-1"}, {Process: "repair", Step: "deliver", Key: "A-1"}, {Step: "deliver"}, {Step: "deliver", Key: strings.Repeat("x", 300)}, {Step: "deliver", Key: "A-1", Outcome: "lost"}, {By: "nobody", Step: "deliver", Key: "A-9"}} {
		if _, _, err := x.Deliver(t.Context(), bad); model.Refused(err) == nil {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if _, err := x.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
	y := x.again()
	if _, err := y.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

// TestNewsHoldsNoMoreThanPeopleRead: a megabyte is refused, for a case that is
// there and for one that is to come, and none of it is kept.
func TestNewsHoldsNoMoreThanPeopleRead(t *testing.T) {
	x := tokoMaju(t)
	x.order("A-1")
	long := strings.Repeat("x", 1<<20-100)
	for _, key := range []string{"A-1", "A-2"} {
		for _, n := range []store.News{{Reason: long, Outcome: "delivered"}, {Outcome: long}} {
			n.Step, n.Key = "deliver", key
			_, _, err := x.Deliver(t.Context(), n)
			if why := model.Refused(err); why == nil || why.Code != "long_text" || len(why.In(model.Indonesian)) > 100 {
				t.Errorf("%s: %.200v", key, err)
			}
		}
	}
	if all := x.deliveries(); len(all.Kept) != 0 {
		t.Errorf("%d are kept", len(all.Kept))
	}
}

func TestEarlyNewsThatDoesNotFitStaysInTheList(t *testing.T) {
	x := tokoMaju(t)
	x.news(store.News{Step: "deliver", Key: "A-1", Outcome: "flown away"})
	x.order("A-1")
	all := x.deliveries()
	if len(all.Kept) != 1 || all.Kept[0].Early || !strings.Contains(all.Kept[0].Why[model.English], "flown away") {
		t.Errorf("%+v", all.Kept)
	}
	x.order("A-2") // What was refused is not tried with another case.
}
