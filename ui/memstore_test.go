package ui

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"alur/model"
	"alur/model/compare"
	"alur/model/digest"
	"alur/store"
)

type memStore struct {
	shop   *model.Shop
	flows  map[string]*model.Flow
	cases  map[string]*model.Case
	events []model.Event
	acts   map[string][]model.ActRef
	last   map[string]int
	drafts map[string]map[string]string
	now    time.Time
	op     int
	count  int
	// bad is what Verify finds.
	bad error
	// away is where older events lie, which are not there.
	away *store.Base
	// asks are the PCs that ask to be let in.
	asks []store.StationRequest
	// backups is how the backups stand; one that nobody looked after has no Since.
	backups store.BackupState
	// outbox and deliveries are what goes out and came in.
	outbox     []store.Outgoing
	deliveries store.Deliveries
}

func newMem(now time.Time) *memStore {
	return &memStore{shop: &model.Shop{People: map[string]*model.Person{}, Processes: map[string]*model.ProcessHead{}},
		flows: map[string]*model.Flow{}, cases: map[string]*model.Case{}, acts: map[string][]model.ActRef{}, last: map[string]int{},
		drafts: map[string]map[string]string{}, now: now}
}

type memView struct{ *memStore }

func (m memView) Shop() *model.Shop { return m.shop }
func (m memView) Flow(p string, v int) *model.Flow {
	return m.flows[fmt.Sprintf("%s-%d", p, v)]
}
func (m memView) Case(id string) *model.Case { return m.cases[id] }
func (m memView) History(id string) []model.Event {
	var events []model.Event
	for _, e := range m.events {
		if e.Case == id {
			events = append(events, e)
		}
	}
	return events
}
func (m memView) CaseByKey(p, k string) string {
	for _, c := range m.cases {
		if c.Process == p && c.Key == k {
			return c.ID
		}
	}
	return ""
}
func (m memView) LastNumber(p string) int { return m.last[p] }
func (m memView) InHand(person string) []model.TaskRef {
	var refs []model.TaskRef
	for _, c := range m.cases {
		for _, t := range c.OpenTasks() {
			if t.By == person && t.State != model.Parked {
				refs = append(refs, model.TaskRef{Case: c.ID, Step: t.Step})
			}
		}
	}
	return refs
}
func (m memView) Held(person string) []model.TaskRef {
	var refs []model.TaskRef
	for _, c := range m.cases {
		for _, t := range c.OpenTasks() {
			if t.By == person || t.For == person {
				refs = append(refs, model.TaskRef{Case: c.ID, Step: t.Step})
			}
		}
	}
	return refs
}
func (m memView) LastActs(person string) []model.ActRef { return m.acts[person] }
func (m memView) Pinned() []model.OpenTask {
	var open []model.OpenTask
	for _, c := range m.cases {
		open = append(open, model.OpenRows(m.Flow(c.Process, c.Version), c)...)
	}
	return open
}

func (m memView) RunningIn(division string) []string {
	var ids []string
	for _, c := range m.cases {
		if c.State == model.Running && c.Division == division {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func (s *memStore) Now() time.Time                            { return s.now }
func (s *memStore) Empty(context.Context) (bool, error)       { return len(s.shop.People) == 0, nil }
func (s *memStore) Shop(context.Context) (*model.Shop, error) { return s.shop, nil }
func (s *memStore) Watch(context.Context) <-chan Head         { return make(chan Head) }
func (s *memStore) Calendar(context.Context) (*model.Calendar, error) {
	return s.shop.Calendar()
}
func (s *memStore) Flow(_ context.Context, p string, v int) (*model.Flow, error) {
	return memView{s}.Flow(p, v), nil
}
func (s *memStore) Do(_ context.Context, cmd model.Command) (Receipt, error) {
	s.count++
	s.op++
	cmd.Op = fmt.Sprint("op", s.op)
	d, err := model.Decide(memView{s}, cmd, s.now)
	touched := map[string]bool{}
	for _, e := range d.Events {
		e.Seq = uint64(len(s.events) + 1)
		s.events = append(s.events, e)
		if model.Acts(e) {
			s.acts[e.By] = model.FoldActs(s.acts[e.By], e)
		}
		if e.Case == "" {
			if aerr := model.ApplyShop(s.shop, e); aerr != nil {
				return Receipt{}, aerr
			}
			if p, ok := e.Body.(model.ProcessPublished); ok {
				f, _ := model.Compile(p.Process)
				s.flows[fmt.Sprintf("%s-%d", p.Process.ID, p.Version)] = f
			}
			continue
		}
		if b, ok := e.Body.(model.CaseStarted); ok {
			s.last[b.Process] = b.Number
		}
		touched[e.Case] = true
	}
	for id := range touched {
		events := memView{s}.History(id)
		c, rerr := model.Replay(memView{s}.Flow(model.VersionOf(events)), events)
		if rerr != nil {
			return Receipt{}, rerr
		}
		s.cases[id] = c
	}
	acts := s.acts[cmd.By]
	undoable := len(acts) > 0 && acts[len(acts)-1].Op == cmd.Op && !acts[len(acts)-1].Lasting()
	return Receipt{Op: cmd.Op, Events: d.Events, Case: d.Case, Existing: d.Existing, Undoable: undoable}, err
}
func (s *memStore) SignIn(ctx context.Context, person, pin, station string) (Receipt, error) {
	p := s.shop.People[person]
	return s.Do(ctx, model.Command{By: person, Station: station, Act: model.SignIn{Hash: p.PIN, Match: model.CheckPIN(p.PIN, pin)}})
}
func (s *memStore) Queue(_ context.Context, person string, now time.Time) (model.Queue, error) {
	var open []model.OpenTask
	for _, c := range s.cases {
		open = append(open, model.OpenRows(memView{s}.Flow(c.Process, c.Version), c)...)
	}
	return model.NextTasks(model.QueueInput{Now: now, Shop: s.shop, Person: s.shop.People[person], Open: slices.Values(open), Flow: memView{s}.Flow, History: noHistory{}}), nil
}

func (s *memStore) Backups(context.Context) (store.BackupState, bool, error) {
	return s.backups, !s.backups.Since.IsZero(), nil
}

func (s *memStore) Away(context.Context, string) (*store.Base, error) { return s.away, nil }

func (s *memStore) QueueSizes(ctx context.Context, now time.Time) (map[string]int, error) {
	sizes := map[string]int{}
	for id, p := range s.shop.People {
		if q, err := s.Queue(ctx, id, now); err == nil && !p.Owner && !p.Auditor {
			sizes[id] = len(q.Items)
		}
	}
	return sizes, nil
}

func (s *memStore) Board(_ context.Context, process string, now time.Time) (model.Board, error) {
	return model.MakeBoard(model.BoardInput{
		Now: now, Shop: s.shop, Open: memView{s}.Pinned(), Flow: memView{s}.Flow, History: noHistory{}, Process: process,
	}), nil
}

func (s *memStore) Digest(ctx context.Context, owner string, since time.Time) (in digest.Input, err error) {
	in = digest.Input{Shop: s.shop, Since: since, Now: s.now}
	if in.Calendar, err = s.shop.Calendar(); err != nil {
		return in, err
	}
	if in.Board, err = s.Board(ctx, "", s.now); err != nil {
		return in, err
	}
	for id, c := range s.cases {
		if c.State != model.Running {
			events, _ := s.History(ctx, id)
			in.Ended = append(in.Ended, digest.Ended{Case: c, Flow: memView{s}.Flow(c.Process, c.Version), History: events})
		}
	}
	if b, known, _ := s.Backups(ctx); known {
		head, err := s.Head(ctx)
		if err != nil {
			return in, err
		}
		told := b.Told(s.now, head)
		in.Backup = &told
	}
	in.Queue, err = s.Queue(ctx, owner, s.now)
	return in, err
}

func (s *memStore) Compare(_ context.Context, ask compare.Ask) (c compare.Comparison, err error) {
	q, err := ask.Question(s.shop, memView{s}.Flow, s.now)
	if err != nil {
		return c, err
	}
	cal, err := s.shop.Calendar()
	return compare.Of(s.logs(), q, cal), err
}

func (s *memStore) Balance(_ context.Context, since time.Time) (compare.Balance, error) {
	cal, err := s.shop.Calendar()
	kindOf := func(process string) model.Kind { return s.shop.Processes[process].Kind }
	return compare.BalanceOf(s.logs(), kindOf, since, s.now, cal), err
}

func (s *memStore) logs() (logs []*model.CaseLog) {
	for _, c := range s.cases {
		if l := c.Log(memView{s}.Flow(c.Process, c.Version)); l != nil {
			logs = append(logs, l)
		}
	}
	return logs
}

type noHistory struct{}

func (noHistory) Sojourns(string, string) []time.Duration { return nil }

func (s *memStore) Case(_ context.Context, id string) (*model.Case, *model.Flow, error) {
	c := s.cases[id]
	if c == nil {
		return nil, nil, fmt.Errorf("no case %s", id)
	}
	return c.At(s.shop, s.now), memView{s}.Flow(c.Process, c.Version), nil
}
func (s *memStore) History(_ context.Context, id string) ([]model.Event, error) {
	var out []model.Event
	for _, e := range s.events {
		if e.Case == id {
			out = append(out, e)
		}
	}
	return out, nil
}
func (s *memStore) FindCases(_ context.Context, q CaseQuery) ([]CaseLine, error) {
	var out []CaseLine
	for _, id := range slices.Sorted(maps.Keys(s.cases)) {
		c := s.cases[id]
		if q.Process != "" && c.Process != q.Process || q.State != "" && c.State != q.State {
			continue
		}
		line := CaseLine{ID: c.ID, Process: c.Process, Title: c.Title, Key: c.Key, State: c.State}
		if !strings.Contains(strings.ToLower(c.ID+c.Title+c.Key), strings.ToLower(q.Text)) {
			if line.Found = foundBy(c, strings.ToLower(q.Text)); line.Found == nil {
				continue
			}
		}
		out = append(out, line)
	}
	slices.SortFunc(out, func(a, b CaseLine) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

// foundBy is the value of a case in which a text stands.
func foundBy(c *model.Case, text string) *Fact {
	for _, name := range slices.Sorted(maps.Keys(c.Fields)) {
		for _, v := range append([]string{c.Fields[name].Text}, c.Fields[name].Items...) {
			if strings.Contains(strings.ToLower(v), text) {
				return &Fact{Field: name, Text: v}
			}
		}
	}
	return nil
}
func (s *memStore) OpenTasks(context.Context) ([]model.OpenTask, error) {
	var open []model.OpenTask
	for _, id := range slices.Sorted(maps.Keys(s.cases)) {
		c := s.cases[id]
		open = append(open, model.OpenRows(memView{s}.Flow(c.Process, c.Version), c)...)
	}
	return open, nil
}
func (s *memStore) WouldMove(ctx context.Context, process string, version int, by string) (MovePlan, error) {
	var plan MovePlan
	for _, id := range slices.Sorted(maps.Keys(s.cases)) {
		c := s.cases[id]
		if c.Process != process || c.State != model.Running || c.Version == version {
			continue
		}
		m := store.CaseMove{Case: id, Title: c.Title, From: c.Version}
		_, err := model.Decide(memView{s}, model.Command{By: by, Act: model.MigrateCase{Case: id, Version: version}}, s.now)
		if m.Why = model.Refused(err); m.Why != nil {
			plan.Stays = append(plan.Stays, m)
		} else {
			plan.Moves = append(plan.Moves, m)
		}
	}
	return plan, nil
}
func (s *memStore) Draft(_ context.Context, p string, t model.TaskRef) (map[string]string, error) {
	return s.drafts[p+t.String()], nil
}
func (s *memStore) SetDraft(_ context.Context, p string, t model.TaskRef, f, text string) error {
	if s.drafts[p+t.String()] == nil {
		s.drafts[p+t.String()] = map[string]string{}
	}
	s.drafts[p+t.String()][f] = text
	return nil
}
func (s *memStore) ClearDraft(_ context.Context, p string, t model.TaskRef) error {
	delete(s.drafts, p+t.String())
	return nil
}
