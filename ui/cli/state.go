package cli

import (
	"alur/model"
	"alur/store"
)

// state writes the shop as text, for a run without a terminal: who has what
// next, the first bottleneck, what other programs sent and did not fit, the
// head of the record; without a shop, how to begin.
func (a *app) state() error {
	if a.env.Caller == nil && !isThere(a.dbPath()) {
		return a.print("%s", a.sentence(noDatabase(a.dbPath())))
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
	if err := a.waitingDeliveries(s); err != nil {
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
