package ui

import (
	"context"
	"time"

	"alur/model"
	"alur/model/compare"
	"alur/model/digest"
	"alur/model/eventlog"
	"alur/model/findings"
	"alur/store"
)

// OverLog are the screens over a log of another program in place of a shop:
// its bottlenecks, and what they are made of. The name is that of the file;
// times without a zone of their own are shown in zone, and the period ends
// with the last thing that happened.
func OverLog(log *eventlog.Log, name string, zone *time.Location, o Options) Options {
	s := &logStore{log: log, name: name, zone: zone}
	s.last = LastOf(log)
	o.Store, o.Person, o.Clock, o.log = s, logReader, s.Now, name
	return o
}

// logReader is who looks at a log: somebody who changes nothing.
const logReader = "log-reader"

// logStore shows a log as the screens know a store. Whatever is asked of it
// that a log has not, it has none of.
type logStore struct {
	log  *eventlog.Log
	name string
	zone *time.Location
	last time.Time
}

// LastOf is the moment right after the last thing that happened in a log.
func LastOf(log *eventlog.Log) time.Time {
	last := eventlog.Unknown
	for i := range log.Len() {
		last = max(last, log.Ready[i], log.Claimed[i], log.Start[i], log.End[i])
	}
	return time.Unix(0, last).Add(time.Second).UTC()
}

func (s *logStore) Now() time.Time { return s.last }

// Shop has the processes of the log, and who looks at it.
func (s *logStore) Shop(context.Context) (*model.Shop, error) {
	shop := &model.Shop{
		Settings:  model.Settings{Name: s.name, Zone: s.zone.String()},
		People:    map[string]*model.Person{logReader: {ID: logReader, Auditor: true}},
		Processes: map[string]*model.ProcessHead{},
	}
	for _, step := range s.log.Steps {
		if step.Process != "" {
			shop.Processes[step.Process] = &model.ProcessHead{Name: step.Process}
		}
	}
	return shop, nil
}

func (s *logStore) Calendar(context.Context) (*model.Calendar, error) {
	return model.AlwaysOpenIn(s.zone), nil
}

// Bottlenecks has nothing to say: a log knows no now.
func (s *logStore) Bottlenecks(context.Context, BottleneckQuery) (model.Bottlenecks, error) {
	return model.Bottlenecks{}, nil
}

func (s *logStore) Review(_ context.Context, q findings.Question) (findings.Review, error) {
	return findings.OfLog(s.log, q), nil
}

func (s *logStore) Rounds(_ context.Context, q findings.Question, of findings.Subject) ([]findings.Round, error) {
	return findings.RoundsOfLog(s.log, q, of), nil
}

// Promised has nobody: a log knows no promises.
func (s *logStore) Promised(context.Context, findings.Question, string) ([]findings.Promised, error) {
	return nil, nil
}

// caseRounds are the rounds of one case.
func (s *logStore) caseRounds(id string) []findings.Round { return findings.CaseOfLog(s.log, id) }

// errLog refuses what can't be done to a log.
func errLog() error {
	return &model.Refusal{Code: "log", Why: model.Say{EN: "A log can only be looked at.", ID: "Log hanya bisa dilihat."}}
}

func (s *logStore) Do(context.Context, model.Command) (Receipt, error) { return Receipt{}, errLog() }

func (s *logStore) SignIn(context.Context, string, string, string) (Receipt, error) {
	return Receipt{}, errLog()
}

func (s *logStore) SetDraft(context.Context, string, model.TaskRef, string, string) error {
	return errLog()
}

func (s *logStore) ClearDraft(context.Context, string, model.TaskRef) error { return errLog() }

func (s *logStore) WouldMove(context.Context, string, int, string) (MovePlan, error) {
	return MovePlan{}, errLog()
}

func (s *logStore) Compare(context.Context, compare.Ask) (compare.Comparison, error) {
	return compare.Comparison{}, errLog()
}

func (s *logStore) Case(context.Context, string) (*model.Case, *model.Flow, error) {
	return nil, nil, errLog()
}

func (s *logStore) Flow(context.Context, string, int) (*model.Flow, error) { return nil, errLog() }

func (s *logStore) Verify(context.Context, *store.NotedHead, func(done, total uint64)) (store.VerifyReport, error) {
	return store.VerifyReport{}, errLog()
}

func (s *logStore) Empty(context.Context) (bool, error) { return false, nil }

func (s *logStore) Queue(context.Context, string, time.Time) (model.Queue, error) {
	return model.Queue{}, nil
}

func (s *logStore) QueueSizes(context.Context, time.Time) (map[string]int, error) {
	return nil, nil
}

func (s *logStore) History(context.Context, string) ([]model.Event, error) { return nil, nil }

func (s *logStore) Away(context.Context, string) (*store.Base, error) { return nil, nil }

func (s *logStore) FindCases(context.Context, CaseQuery) ([]CaseLine, error) { return nil, nil }

func (s *logStore) OpenTasks(context.Context) ([]model.OpenTask, error) { return nil, nil }

func (s *logStore) Draft(context.Context, string, model.TaskRef) (map[string]string, error) {
	return nil, nil
}

// Watch never moves: a log is over.
func (s *logStore) Watch(ctx context.Context) <-chan Head {
	heads := make(chan Head)
	context.AfterFunc(ctx, func() { close(heads) })
	return heads
}

func (s *logStore) Audit(context.Context, AuditQuery) ([]model.Event, error) { return nil, nil }

func (s *logStore) Backups(context.Context) (store.BackupState, bool, error) {
	return store.BackupState{}, false, nil
}

func (s *logStore) Digest(context.Context, string, time.Time) (digest.Input, error) {
	return digest.Input{}, errLog()
}

func (s *logStore) StationRequests(context.Context) ([]store.StationRequest, error) {
	return nil, nil
}

func (s *logStore) Outbox(context.Context) ([]store.Outgoing, error) { return nil, nil }

func (s *logStore) Deliveries(context.Context) (store.Deliveries, error) {
	return store.Deliveries{}, nil
}

func (s *logStore) Head(context.Context) (Head, error) { return Head{}, nil }

func (s *logStore) Board(context.Context, string, time.Time) (model.Board, error) {
	return model.Board{}, nil
}

func (s *logStore) Balance(context.Context, time.Time) (compare.Balance, error) {
	return compare.Balance{}, nil
}
