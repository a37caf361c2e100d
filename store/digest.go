package store

import (
	"context"
	"errors"
	"time"

	"alur/model"
	"alur/model/digest"
	"alur/model/story"
	"alur/store/kv"
)

// Digest is what the digest of a day is told from, in one language or another:
// from a time until now, for the owner whose work it names; empty is the first
// owner. It reads the open tasks, and the histories of the cases that ended in
// the last weeks.
func (s *Store) Digest(ctx context.Context, owner string, since time.Time) (in digest.Input, err error) {
	now := s.Now().UTC()
	shop, err := s.Shop(ctx)
	if err != nil {
		return in, err
	}
	cal, err := s.Calendar(ctx)
	if err != nil {
		return in, err
	}
	if owner == "" {
		owner = shop.FirstOwner()
	}
	in = digest.Input{Shop: shop, Since: since, Now: now, Calendar: cal}
	if in.Board, err = s.board(ctx, "", now, true); err != nil {
		return in, err
	}
	if in.Queue, err = s.Queue(ctx, owner, now); err != nil {
		return in, err
	}
	logs, err := s.CaseLogs(ctx, digest.WeekOf(now, cal).AddDate(0, 0, -7*(digest.Weeks-1)))
	if err != nil {
		return in, err
	}
	for _, l := range logs {
		if l.Started > since.UnixNano() {
			in.Begun++
		}
		if l.State == model.Running {
			continue
		}
		e, err := s.ended(ctx, l.Case)
		if err != nil {
			return in, err
		}
		in.Ended = append(in.Ended, e)
	}
	if err := s.stuck(ctx, &in); err != nil {
		return in, err
	}
	if in.Delayed, err = s.Delays(ctx, model.DelayedForDay); err != nil {
		return in, err
	}
	head, err := s.Head(ctx)
	if err != nil {
		return in, err
	}
	if head.Seq > 0 {
		in.Head = head.String()
	}
	backups, known, err := s.Backups(ctx)
	if known {
		told := backups.Told(now, head)
		in.Backup = &told
	}
	return in, err
}

// stuck fills in which messages could not be sent, what other programs sent and
// did not fit, and what came wrongly signed in the time that is told of.
func (s *Store) stuck(ctx context.Context, in *digest.Input) error {
	out, err := s.Outbox(ctx)
	if err != nil {
		return err
	}
	for _, m := range out {
		if m.Dead {
			in.Unsent++
		}
	}
	came, err := s.Deliveries(ctx)
	for _, d := range came.Kept {
		if !d.Early {
			in.Unfit++
		}
	}
	for _, w := range came.Wrong {
		if w.Last.After(in.Since) && w.Row > 0 {
			in.Unsigned = append(in.Unsigned, digest.Unsigned{Process: w.Process, Times: w.Row, Since: w.Since})
		}
	}
	return err
}

// ended is a case that ended, with its history.
func (s *Store) ended(ctx context.Context, id string) (digest.Ended, error) {
	c, f, err := s.Case(ctx, id)
	if err != nil {
		return digest.Ended{}, err
	}
	history, err := s.History(ctx, id)
	if err != nil {
		return digest.Ended{}, err
	}
	then, err := FlowThen(ctx, s, c, f)
	return digest.Ended{Case: c, Flow: f, Then: then, History: history}, err
}

// MakeDigest makes the digest of the day once the shop has closed, in the
// language of its first owner, and reports whether it did: of any number of
// programs that try, one does.
func (s *Store) MakeDigest(ctx context.Context, station string) (made bool, err error) {
	shop, err := s.Shop(ctx)
	if err != nil || len(shop.People) == 0 {
		return false, err
	}
	cal, err := s.Calendar(ctx)
	if err != nil {
		return false, err
	}
	closing, since, due := shop.DigestDue(cal, s.Now())
	if !due {
		return false, nil
	}
	owner := shop.FirstOwner()
	in, err := s.Digest(ctx, owner, since)
	if err != nil {
		return false, err
	}
	lang := shop.Lang
	if p := shop.People[owner]; p != nil && p.Lang != "" {
		lang = p.Lang
	}
	_, err = s.Do(ctx, model.Command{Station: station, Act: model.MakeDigest{
		For: closing, Subject: digest.Subject(in, lang), Text: story.Markdown(digest.Tell(in, lang)),
	}})
	made = err == nil
	if model.Refused(err) != nil || errors.Is(err, kv.ErrReadOnly) {
		err = nil // Somebody else made it, or nobody can.
	}
	return made, err
}
