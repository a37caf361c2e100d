package cli

import (
	"context"
	"errors"
	"strings"

	"alur/model"
	"alur/store"
	"alur/ui/intake"
)

// replayer lets the screens do a delivery once more, as the command does.
func (a *app) replayer(s *store.Store) func(ctx context.Context, by, station string, number int, mend []string) (model.Sayable, error) {
	return func(ctx context.Context, by, station string, number int, mend []string) (model.Sayable, error) {
		d, err := s.Delivery(ctx, number)
		if errors.Is(err, store.ErrNotFound) {
			return nil, &model.Refusal{Code: "gone", Why: model.Say{EN: "Somebody has dealt with it meanwhile.", ID: "Sudah dibereskan orang lain."}}
		}
		if err != nil {
			return nil, err
		}
		sent := intake.Sent{By: by, Station: station, From: d.From, Process: d.Process, Step: d.Step, Key: d.Key, Body: d.Body, Outcome: d.Outcome, Reason: d.Reason}
		var sets []string
		for _, set := range mend {
			if set = strings.TrimSpace(set); set != "" {
				sets = append(sets, set)
			}
		}
		if err := a.mend(s, &sent, sets); err != nil {
			return nil, asRefusal(err)
		}
		done, waits, err := a.replayed(s, d, sent)
		switch {
		case err != nil:
			return nil, asRefusal(err)
		case waits:
			return model.Reason{Say: model.Say{EN: "It still waits for its case.", ID: "Masih menunggu kasusnya."}}, nil
		case done.Existing:
			return model.Reason{Say: model.Say{EN: "%s was there already.", ID: "%s sudah ada."}, Args: []any{done.Case}}, nil
		case done.Number > 0:
			return model.Reason{Say: model.Say{EN: "No case has the key %s yet: it waits for one.", ID: "Belum ada kasus dengan kunci %s: kabarnya menunggu."}, Args: []any{sent.Key}}, nil
		case sent.Step != "":
			return model.Reason{Say: model.Say{EN: "Taken: the news has reached its case.", ID: "Diterima: kabarnya sudah sampai di kasusnya."}}, nil
		}
		return model.Reason{Say: model.Say{EN: "Taken: %s has begun.", ID: "Diterima: %s dimulai."}, Args: []any{done.Case}}, nil
	}
}

// asRefusal is a sentence of the command line as the screens say it.
func asRefusal(err error) error {
	var said interface{ In(l model.Lang) string }
	if model.Refused(err) != nil || !errors.As(err, &said) {
		return err
	}
	return &model.Refusal{Code: "unfit", Why: model.Say{EN: "%s", ID: "%s"}, Args: []any{said}}
}

// replayed does a delivery once more and takes it off the list; waits is true
// where its case has still not begun.
func (a *app) replayed(s *store.Store, d store.Delivery, sent intake.Sent) (done intake.Done, waits bool, err error) {
	done, err = a.again(s, d, sent)
	var faults model.IntakeFaults
	if errors.As(err, &faults) {
		return done, false, fail(model.Say{EN: "Still: %s", ID: "Masih: %s"}, faults)
	}
	if err != nil || done.Number > 0 && done.Number == d.Number {
		return done, err == nil, err
	}
	if err := s.Replayed(a.ctx, d.Number); err != nil && !errors.Is(err, store.ErrNotFound) {
		return done, false, err
	}
	return done, false, nil
}
