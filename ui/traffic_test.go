package ui

import (
	"context"
	"testing"
	"time"

	"alur/model"
	"alur/store"
)

// trafficShop is a shop with a message that could not be sent, one that is
// tried again, a delivery that did not fit and one that came early.
func trafficShop(t testing.TB, lang model.Lang) *memStore {
	s := tokoMaju(t, lang)
	at := s.now.Add(-26 * time.Hour)
	s.outbox = []store.Outgoing{
		{Ref: model.MessageRef{Seq: 7, Key: "online-order-1/notify/1/tell", Task: model.TaskRef{Case: "online-order-1", Step: "notify"}}, At: at, Try: store.Try{Tries: 2, Next: s.now.Add(time.Hour), Why: "slow"},
			Message: model.Message{Kind: model.TellMessage, To: model.ToldCustomer, Email: "rina@example.com", Subject: "Order 1042", Text: model.Say{EN: "Your order is on its way.", ID: "Pesanan Anda dalam perjalanan."}.In(lang)}},
		{Ref: model.MessageRef{Seq: 9, Key: "online-order-1/books/1", Task: model.TaskRef{Case: "online-order-1", Step: "books"}}, At: at, Dead: true, Try: store.Try{Tries: 19, Why: "status 500 down for repair"},
			Message: model.Message{Kind: model.SendMessage, URL: "https://books.example/in", Body: `{"case": "online-order-1"}`}},
	}
	s.deliveries = store.Deliveries{
		Kept: []store.Delivery{
			{Number: 4, At: at, Last: at, Times: 3, Process: "online-order", From: "10.0.0.9", Why: map[model.Lang]string{model.English: "total: free is no amount of money", model.Indonesian: "total: free bukan jumlah uang"}},
			{Number: 3, At: at, Last: at, Times: 1, Process: "online-order", Step: "deliver", Key: "A-77", Early: true},
		},
		Astray: []store.Astray{{Name: "onlin-order", Times: 2, Last: at, From: "10.0.0.9"}, {Long: true, Name: "online-order", Times: 3, Last: at, From: "10.0.0.9"}},
		Wrong:  []store.WrongSignatures{{Process: "online-order", Times: 5, Last: at, From: "10.0.0.9"}},
	}
	return s
}

// What does not go on by itself stands first, with the reason; the owner tries a
// message again, mends a delivery, and gives one up.
func TestTheOwnerMendsWhatCameAndWent(t *testing.T) {
	s := trafficShop(t, model.English)
	d := sit(t, s, "hendra", "")
	var mended []string
	fit := false
	d.root.opts.Replay = func(_ context.Context, by, _ string, number int, mend []string) (model.Sayable, error) {
		if !fit {
			fit = true
			return nil, &model.Refusal{Code: "unfit", Why: model.Say{EN: "Still: total is no amount.", ID: "Masih: total bukan jumlah."}}
		}
		mended = append([]string{by, itoa(number)}, mend...)
		s.deliveries.Kept = s.deliveries.Kept[1:]
		return model.Reason{Say: model.Say{EN: "Taken: online-order-9 has begun.", ID: "Diterima."}}, nil
	}
	d.press("f10").text("in and out").press("enter")
	d.sees("1 message could not be sent. 1 delivery of another program did not fit.", "► online-order-1/books/1 → https://books.example/in", "could not be sent",
		"tried 19 times", "the receiver answered 500 down for repair", "Online order ← 10.0.0.9", "did not fit", "Order 1042 → the customer, rina@example.com", "5 came with a wrong")
	d.press("down").sees("total: free is no amount of money", "came 3 times, from 10.0.0.9")
	d.press("enter", "down", "enter").sees("Write total=95000").text("total=1").press("tab", "enter").sees("Still: total is no amount.", "Write total=95000")
	d.press("ctrl+u").text("total=95000; payment=cod").press("tab", "enter").sees("√  Taken: online-order-9 has begun.")
	if len(mended) != 4 || mended[0] != "hendra" || mended[1] != "4" || mended[2] != "total=95000" {
		t.Errorf("replayed as %q", mended)
	}
	d.press("end", "enter", "down", "enter").sees("Write key=A-1042 for the case").press("esc")
	d.press("home", "enter", "enter").sees("√  It is tried again now.")
	if e := s.events[len(s.events)-1]; e.Body.(model.MessageRetried).Seq != 9 || e.Case != "online-order-1" {
		t.Errorf("on record is %+v", e)
	}
	d.press("end", "enter", "end", "enter").sees("Given up: nothing begins with it.")
	if e := s.events[len(s.events)-1]; e.Body.(model.DeliveryDropped).Number != 3 {
		t.Errorf("on record is %+v", e)
	}
}

// What happened once is told as once, and what was not tried as that.
func TestOnceIsNotOneTimes(t *testing.T) {
	for lang, want := range map[model.Lang][]string{
		model.English:    {"came once, from 10.0.0.9", "not tried yet", "tried once", "tried 2 times"},
		model.Indonesian: {"datang sekali, dari 10.0.0.9", "belum dicoba", "dicoba sekali", "dicoba 2 kali"},
	} {
		s := trafficShop(t, lang)
		s.deliveries.Kept[0].Times = 1
		s.outbox[0].Tries = 0
		d := openAt(t, s, "", pageTraffic, nil)
		d.press("home", "down").sees(want[0]).press("down").sees(want[1])
		for i, words := range want[2:] {
			s.outbox[0].Tries = i + 1
			d.refresh().sees(words)
		}
	}
}

// No two lines read the same: two orders from one address tell their numbers and
// why each did not fit, two messages about one case what they say.
func TestTheLinesOfInAndOutDiffer(t *testing.T) {
	s := trafficShop(t, model.English)
	other := s.deliveries.Kept[0]
	other.Number, other.Why = 6, map[model.Lang]string{model.English: "customer: there is nothing", model.Indonesian: "customer: kosong"}
	s.deliveries.Kept = append(s.deliveries.Kept, other)
	again := s.outbox[0]
	again.Ref.Seq, again.Text = 8, "It has come."
	s.outbox = append(s.outbox, again)
	d := openAt(t, s, "", pageTraffic, nil)
	d.resize(80, 30)
	d.sees("10.0.0.9, #4: total: free", "10.0.0.9, #6: customer: there", "example.com: Your", "example.com: It has", "A-77, #3")
}

// Bottlenecks say under the answer of now what nobody would look for.
func TestTheBottlenecksTellWhatIsStuckOutside(t *testing.T) {
	s := trafficShop(t, model.English)
	d := sit(t, s, "hendra", "")
	d.press("f7").sees("1 message could not be sent. 1 delivery of another program did not fit. F10,", "In and out, mends that.")
	s.outbox, s.deliveries = nil, store.Deliveries{}
	d.refresh().lacks("could not be sent")
	d.press("f10").text("in and out").press("enter").sees("All that came in and goes out is done, or goes on by itself.")
}

// The ways to tell people are set on the screen, and tried by a test message;
// a person's address too.
func TestTellingPeopleIsSetAndTried(t *testing.T) {
	s := tokoMaju(t, model.English)
	d := openAt(t, s, "", pageSettings, nil)
	for d.focused() != "tell_email" {
		d.press("down")
	}
	d.text("hendra@toko.example").press("end")
	for d.focused() != "tell_file" {
		d.press("down")
	}
	d.text("../notes.txt").press("down").sees("tell_file is the name of a text file")
	d.press("up", "ctrl+u").text("notes.txt").press("f9").sees("√  Saved: owner's mail, file of messages.")
	for d.focused() != testRow {
		d.press("tab")
	}
	d.press("enter").sees("A test message to the owner is sent")
	last := func() model.Message {
		m, ok := s.events[len(s.events)-1].Body.(model.MessageQueued)
		if !ok {
			t.Fatalf("the last event is %+v", s.events[len(s.events)-1])
		}
		return m.Message
	}
	if m := last(); m.To != model.ToldOwner || m.Subject != s.shop.Settings.Name+": a test message" {
		t.Errorf("sent is %+v", m)
	}
	d = openAt(t, s, "", pagePeople, nil)
	d.press("end", "enter")
	form := func() *personForm { return d.root.front().screen.(*people).form }
	who := form().person.ID
	for form().row().kind != rowAddress {
		d.press("tab")
	}
	d.text("0812-3456-7890").press("f9").sees("Saved:")
	if got := s.shop.People[who].Address; got != "0812-3456-7890" {
		t.Fatalf("the address is %q", got)
	}
	d.press("enter")
	for form().row().kind != rowButton || form().buttons()[form().row().i] != personTest {
		d.press("tab")
	}
	d.press("enter").sees("A test message to")
	if m := last(); m.To != who || m.Phone != "0812-3456-7890" {
		t.Errorf("sent is %+v", m)
	}
}
