package cli

import (
	"errors"

	"alur/model"
	"alur/store"
)

// state writes the shop as text, for a run without a terminal: who has what
// next, the first bottleneck, what other programs sent and did not fit, the
// head of the record; without a shop, how to begin.
func (a *app) state() error {
	if a.env.Caller == nil && !a.isPlaced() {
		return a.print("%s", a.sentence(noDatabase(a.place())))
	}
	s, shop, err := a.shop()
	if err != nil {
		return err
	}
	if err := a.print("%s", shop.Settings.Name); err != nil {
		return err
	}
	var rows [][]string
	for _, p := range sortedPeople(shop) {
		if p.Gone || p.Auditor {
			continue
		}
		line, err := a.nextLine(s, p)
		if err != nil {
			return err
		}
		rows = append(rows, append([]string{" "}, line...))
	}
	if err := table(a.env.Stdout, rows); err != nil {
		return err
	}
	q, err := a.usually(s)
	if err != nil {
		return err
	}
	b, err := s.Bottlenecks(a.ctx, q)
	if err != nil {
		return err
	}
	if err := a.print("%s", a.sentences(b)[0]); err != nil {
		return err
	}
	if err := errors.Join(a.waitingDeliveries(s), a.failedMessages(s)); err != nil {
		return err
	}
	head, err := s.Head(a.ctx)
	if err != nil {
		return err
	}
	return a.print("%s", a.say(model.Say{EN: "Record: %s", ID: "Catatan: %s"}, head))
}

// waitingDeliveries says how many deliveries wait to be mended; nothing for
// none.
func (a *app) waitingDeliveries(s *store.Store) error {
	all, err := s.Deliveries(a.ctx)
	if err != nil || len(all.Kept)+len(all.Wrong) == 0 {
		return err
	}
	return a.print("%s", a.say(model.Say{
		EN: "From other programs: %s to look at: alur deliveries list",
		ID: "Dari program lain: %s perlu dilihat: alur deliveries list",
	}, many(len(all.Kept)+len(all.Wrong), "thing", "things", "hal")))
}

// failedMessages says how many messages could not be sent so far; nothing for
// none.
func (a *app) failedMessages(s *store.Store) error {
	all, err := s.Outbox(a.ctx)
	failed := 0
	for _, m := range all {
		if m.Tries > 0 {
			failed++
		}
	}
	if err != nil || failed == 0 {
		return err
	}
	return a.print("%s", a.say(model.Say{
		EN: "Could not be sent so far: %s: alur outbox list",
		ID: "Belum bisa dikirim: %s: alur outbox list",
	}, many(failed, "message", "messages", "pesan")))
}
