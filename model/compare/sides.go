package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"alur/model"
)

// usualBack is how far the side before is looked back at least, where one
// version came after the other: whole weeks, so that every weekday counts
// alike.
const usualBack = 28 * day

const day = 24 * time.Hour

// versions asks about two versions of a process. False where no case could
// begin with one of them, or where both have the same definition. All are the
// divisions of the shop.
//
// Where there was a time in which new cases began with either, the latest such
// time counts for both sides: in the divisions that had both, by the draw, or
// else one here, the other there. Else the side before is the time up to the
// end of its version, as long as the other one at least, in whole weeks.
func versions(h *model.ProcessHead, ask Ask, all []string, now time.Time) (Question, bool) {
	q := Question{Process: h.ID, Now: now, Began: func(l *model.CaseLog) int { return began(h, l) }}
	groups := [2][]int{sameAs(h, ask.Before), sameAs(h, ask.After)}
	if len(groups[0]) == 0 || len(groups[1]) == 0 || slices.Contains(groups[0], ask.After) {
		return q, false
	}
	spells := timeline(h, groups, ask.divisions(all), now)
	if both, ok := latestRun(spells, func(s spell) bool { return len(s.where[0]) > 0 && len(s.where[1]) > 0 }); ok {
		q.Together = true
		q.Before, q.After = both.side(0), both.side(1)
		// Whoever runs on is seen as long as there is something to see.
		q.Before.Seen, q.After.Seen = now, now
		q.Drawn = q.meet(ask, all)
		if q.Drawn {
			q.Before.Share, q.After.Share = shares(h, groups, both)
		}
	} else {
		was, ok1 := latestRun(spells, func(s spell) bool { return len(s.where[0]) > 0 })
		is, ok2 := latestRun(spells, func(s spell) bool { return len(s.where[1]) > 0 })
		if !ok1 || !ok2 {
			return q, false
		}
		q.Before, q.After = was.side(0), is.side(1)
		q.meet(ask, all)
		q.lookBack(ask.Since)
	}
	q.Before.Versions, q.After.Versions = groups[0], groups[1]
	q.Before.Version = calledBy(h, groups[0], ask.Before, q.Before)
	q.After.Version = calledBy(h, groups[1], ask.After, q.After)
	for _, s := range []*Side{&q.Before, &q.After} {
		if ask.Since.After(s.From) {
			s.From = ask.Since
		}
	}
	return q, q.Before.From.Before(q.Before.To) && q.After.From.Before(q.After.To)
}

// divisions asks about two divisions in the same time, since then; a zero
// since is 90 days back. The version does not matter.
func divisions(process, before, after string, since, now time.Time) Question {
	if since.IsZero() {
		since = now.AddDate(0, 0, -90)
	}
	side := func(d string) Side { return Side{Divisions: []string{d}, From: since, To: now, Seen: now} }
	return Question{Process: process, Before: side(before), After: side(after), Together: true, Now: now}
}

// newest are the versions one asks about first: the newest, and what it is
// tried beside or came after; the older definition stands before. False where
// there are no two.
func newest(h *model.ProcessHead, divisions []string) (before, after int, ok bool) {
	if len(h.Versions) < 2 {
		return 0, 0, false
	}
	last := h.Versions[len(h.Versions)-1]
	after = last.Version
	before = besides(h, after, divisions)
	for i := len(h.Versions) - 2; before == 0 && i >= 0; i-- {
		if h.Versions[i].Hash != last.Hash {
			before = h.Versions[i].Version
		}
	}
	if before == 0 {
		return 0, 0, false
	}
	if sameAs(h, after)[0] < sameAs(h, before)[0] {
		before, after = after, before
	}
	return before, after, true
}

// besides is what was in force where the definition of the newest version was
// first tried or rolled out, in other divisions or before it: what was itself
// on trial then, was in force nowhere. 0 for none.
func besides(h *model.ProcessHead, newest int, divisions []string) int {
	same := sameAs(h, newest)
	first := len(h.Versions) - 1
	for first > 0 && slices.Contains(same, h.Versions[first-1].Version) {
		first--
	}
	then := model.ProcessHead{ID: h.ID, Versions: h.Versions[:first+1]}
	if p := h.Versions[first]; p.Share == 0 && len(p.Divisions) == 0 {
		then.Versions = h.Versions[:first]
	}
	for _, d := range append(slices.Clone(h.Versions[first].Divisions), append([]string{""}, divisions...)...) {
		if v := then.InForce(d); v > 0 && !slices.Contains(same, v) {
			return v
		}
	}
	return 0
}

// sameAs are the versions that have the definition of one, itself among them.
func sameAs(h *model.ProcessHead, version int) []int {
	var same []int
	at := slices.IndexFunc(h.Versions, func(p model.Published) bool { return p.Version == version })
	for _, p := range h.Versions {
		if at >= 0 && p.Hash == h.Versions[at].Hash && !slices.Contains(same, p.Version) {
			same = append(same, p.Version)
		}
	}
	return same
}

// began is the version that a case began with by its number. Where that can't
// be said it is the version it has.
func began(h *model.ProcessHead, l *model.CaseLog) int {
	number, err := strconv.Atoi(l.Case[strings.LastIndex(l.Case, "-")+1:])
	if err != nil {
		return l.Version
	}
	then := model.ProcessHead{ID: h.ID}
	for _, p := range h.Versions {
		if p.At.UnixNano() <= l.Started {
			then.Versions = append(then.Versions, p)
		}
	}
	return cmp.Or(then.VersionFor(l.Division, number), l.Version)
}

// spell is a time in which the same could be begun in the same divisions, on
// either side.
type spell struct {
	from, to time.Time
	where    [2][]string
}

// timeline is the life of a process in spells, up to now.
func timeline(h *model.ProcessHead, groups [2][]int, divisions [2][]string, now time.Time) []spell {
	var spells []spell
	for i, p := range h.Versions {
		s := spell{from: p.At, to: now}
		if i+1 < len(h.Versions) {
			s.to = h.Versions[i+1].At
		}
		then := model.ProcessHead{ID: h.ID, Versions: h.Versions[:i+1]}
		for side, group := range groups {
			for _, d := range divisions[side] {
				pilot, on := then.Pilot(d)
				if slices.Contains(group, then.InForce(d)) || on && slices.Contains(group, pilot.Version) {
					s.where[side] = append(s.where[side], d)
				}
			}
		}
		if s.from.Before(s.to) {
			spells = append(spells, s)
		}
	}
	return spells
}

// latestRun joins the latest spells without a gap that are as wanted and have
// the same divisions throughout.
func latestRun(spells []spell, want func(spell) bool) (spell, bool) {
	for i := len(spells) - 1; i >= 0; i-- {
		if !want(spells[i]) {
			continue
		}
		run := spells[i]
		for i--; i >= 0 && want(spells[i]) && sameWhere(spells[i], run, want); i-- {
			run.from = spells[i].from
		}
		return run, true
	}
	return spell{}, false
}

// sameWhere reports whether two spells have the same divisions on the sides
// that are wanted: a side that is wanted in neither does not matter.
func sameWhere(a, b spell, want func(spell) bool) bool {
	for side := range a.where {
		without := b
		without.where[side] = nil
		if !want(without) && !slices.Equal(a.where[side], b.where[side]) {
			return false
		}
	}
	return true
}

func (s spell) side(i int) Side {
	return Side{Divisions: s.where[i], From: s.from, To: s.to, Seen: s.to}
}

// meet limits both sides to the divisions that both have, where there are
// some, and reports whether there were. All divisions are none named.
func (q *Question) meet(ask Ask, all []string) bool {
	var both []string
	for _, d := range q.Before.Divisions {
		if slices.Contains(q.After.Divisions, d) {
			both = append(both, d)
		}
	}
	if len(both) == 0 {
		return false
	}
	if ask.Only == nil && len(both) == len(all)+1 {
		both = nil
	}
	q.Before.Divisions, q.After.Divisions = both, both
	return true
}

// lookBack sets how far back the earlier of two sides goes.
func (q *Question) lookBack(since time.Time) {
	earlier, later := &q.Before, &q.After
	if later.From.Before(earlier.From) {
		earlier, later = later, earlier
	}
	if !since.IsZero() {
		return
	}
	weeks := (later.To.Sub(later.From) + 7*day - 1) / (7 * day)
	if from := earlier.To.Add(-max(usualBack, weeks*7*day)); from.After(earlier.From) {
		earlier.From = from
	}
}

// shares are how many of 100 new cases each side has by the draw.
func shares(h *model.ProcessHead, groups [2][]int, s spell) (before, after int) {
	for _, p := range h.Versions {
		if p.Share == 0 || !p.At.Before(s.to) {
			continue
		}
		switch {
		case slices.Contains(groups[1], p.Version):
			before, after = 100-p.Share, p.Share
		case slices.Contains(groups[0], p.Version):
			before, after = p.Share, 100-p.Share
		}
	}
	return before, after
}

// calledBy is the number that a side is called by: the one that was asked for,
// or where another one with its definition was published in its time, that.
func calledBy(h *model.ProcessHead, group []int, asked int, s Side) int {
	called := asked
	for _, p := range h.Versions {
		if slices.Contains(group, p.Version) && p.At.Before(s.To) {
			if called = p.Version; called >= asked {
				return called
			}
		}
	}
	return called
}
