package ui

import (
	"context"
	"time"

	"alur/model"
	"alur/model/compare"
	"alur/model/digest"
	"alur/model/findings"
	"alur/store"
)

// Store is what the screens ask of the store; *store.Store is one.
type Store interface {
	Now() time.Time
	Empty(ctx context.Context) (bool, error)
	Do(ctx context.Context, cmd model.Command) (Receipt, error)
	SignIn(ctx context.Context, person, pin, station string) (Receipt, error)
	Shop(ctx context.Context) (*model.Shop, error)
	Calendar(ctx context.Context) (*model.Calendar, error)
	Flow(ctx context.Context, process string, version int) (*model.Flow, error)
	Queue(ctx context.Context, person string, now time.Time) (model.Queue, error)
	// QueueSizes is how many tasks everybody has who works in the shop.
	QueueSizes(ctx context.Context, now time.Time) (map[string]int, error)
	Case(ctx context.Context, id string) (*model.Case, *model.Flow, error)
	History(ctx context.Context, id string) ([]model.Event, error)
	// Away is where the record begins without which the history of a case is not
	// whole: its archive does not stand beside the shop. It is nil for any other
	// case.
	Away(ctx context.Context, id string) (*store.Base, error)
	FindCases(ctx context.Context, q CaseQuery) ([]CaseLine, error)
	// OpenTasks is every task of the shop that asks something of somebody.
	OpenTasks(ctx context.Context) ([]model.OpenTask, error)
	// WouldMove says which running cases of a process could follow a version,
	// and why the others can't.
	WouldMove(ctx context.Context, process string, version int, by string) (MovePlan, error)
	Draft(ctx context.Context, person string, task model.TaskRef) (map[string]string, error)
	SetDraft(ctx context.Context, person string, task model.TaskRef, field, text string) error
	ClearDraft(ctx context.Context, person string, task model.TaskRef) error
	Watch(ctx context.Context) <-chan Head
	// Audit is the newest q.Limit lines of the record below q.Before, in
	// ascending order of Seq.
	Audit(ctx context.Context, q AuditQuery) ([]model.Event, error)
	// Head is the end of the record.
	Head(ctx context.Context) (Head, error)
	// Verify proves the record from its first line to its head, and that a
	// head noted earlier, if any, is in it. A record that is not whole is a
	// *store.Fault that names the first bad line; any other error means that
	// it could not be looked at.
	Verify(ctx context.Context, noted *store.NotedHead, progress func(done, total uint64)) (store.VerifyReport, error)
	// Board says where all running cases stand, or those of one process.
	Board(ctx context.Context, process string, now time.Time) (model.Board, error)
	// Digest is what the digest since a time is told from, for an owner.
	Digest(ctx context.Context, owner string, since time.Time) (digest.Input, error)
	// Backups is how the backups stand; ok is false where no program has looked
	// after them.
	Backups(ctx context.Context) (b store.BackupState, ok bool, err error)
	// Bottlenecks says where work waits now.
	Bottlenecks(ctx context.Context, q BottleneckQuery) (model.Bottlenecks, error)
	// Compare sets two versions of a process beside each other. The error is a
	// *model.Refusal where there is nothing to compare. It may take seconds.
	Compare(ctx context.Context, ask compare.Ask) (compare.Comparison, error)
	// Outbox are the messages that wait to be sent or could not be, Deliveries
	// what other programs sent and what could not be done yet.
	Outbox(ctx context.Context) ([]store.Outgoing, error)
	Deliveries(ctx context.Context) (store.Deliveries, error)
	// StationRequests are the PCs that ask to be let in, the newest first.
	StationRequests(ctx context.Context) ([]store.StationRequest, error)
	// Balance says how the work since a time is shared among kinds of process.
	Balance(ctx context.Context, since time.Time) (compare.Balance, error)
	// Review says what was slow, too involved or went wrong in a period, and
	// Rounds what its figures of a subject are made of; Promised are the cases
	// that the promises of a process are counted from.
	Review(ctx context.Context, q findings.Question) (findings.Review, error)
	Rounds(ctx context.Context, q findings.Question, of findings.Subject) ([]findings.Round, error)
	Promised(ctx context.Context, q findings.Question, process string) ([]findings.Promised, error)
}
