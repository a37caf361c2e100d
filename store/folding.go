package store

import (
	"encoding/json"
	"fmt"

	"alur/model"
)

// folding folds a record from its first event on into what is kept of it beside
// its cases. It is how a record is checked, and how a shop is built from one
// anew; work itself folds an event at a time, into the rows that are there.
type folding struct {
	shop *model.Shop
	acts map[string][]model.ActRef
	// numbers are the numbers of the newest cases.
	numbers map[string]int
	// op is the operation whose events come now.
	op    string
	opRow opRow
	// outbox are the messages that wait, by number.
	outbox map[uint64]*outboxRow
	// archived are the cases of which only their state at the base is kept.
	archived map[string]bool
	// want is told each row that the events account for.
	want func(k key, v []byte)
}

func newFolding(want func(k key, v []byte)) folding {
	return folding{
		shop: &model.Shop{}, acts: map[string][]model.ActRef{}, numbers: map[string]int{},
		outbox: map[uint64]*outboxRow{}, archived: map[string]bool{}, want: want,
	}
}

// fold takes the next event.
func (f *folding) fold(e model.Event) error {
	if err := f.operation(e); err != nil {
		return err
	}
	if e.Case != "" {
		f.want(byCaseKey(e.Case, e.Seq), []byte{})
	}
	if e.By != "" {
		f.want(byPersonKey(e.By, e.Seq), []byte{})
		if model.Acts(e) {
			f.acts[e.By] = model.FoldActs(f.acts[e.By], e)
		}
	}
	if b, ok := e.Body.(model.CaseStarted); ok {
		f.numbers[b.Process] = b.Number
	}
	if err := f.definition(e); err != nil {
		return err
	}
	f.post(e)
	if e.Case != "" {
		return nil
	}
	return model.ApplyShop(f.shop, e)
}

// definition wants the row of a process that comes in force.
func (f *folding) definition(e model.Event) error {
	b, ok := e.Body.(model.ProcessPublished)
	if !ok {
		return nil
	}
	raw, err := json.Marshal(b.Process)
	if err != nil {
		return fmt.Errorf("definition: %w", err)
	}
	f.want(flowKey(b.Process.ID, b.Version), raw)
	return nil
}

// post follows the messages.
func (f *folding) post(e model.Event) {
	seq, after, touched := foldOutbox(e, func(seq uint64) *outboxRow { return f.outbox[seq] })
	if !touched {
		return
	}
	delete(f.outbox, seq)
	if after != nil {
		f.outbox[seq] = after
	}
}

// operation follows the operations: the events of one stand together.
func (f *folding) operation(e model.Event) error {
	if e.Op == f.op {
		f.opRow.Last = e.Seq
		return nil
	}
	err := f.endOperation()
	f.op, f.opRow = e.Op, opRow{First: e.Seq, Last: e.Seq}
	return err
}

func (f *folding) endOperation() error {
	if f.op == "" {
		return nil
	}
	raw, err := json.Marshal(f.opRow)
	if err != nil {
		return fmt.Errorf("operation: %w", err)
	}
	f.want(opKey(f.op), raw)
	return nil
}

// ends wants the rows that only the end of the record tells.
func (f *folding) ends() error {
	if err := f.endOperation(); err != nil {
		return err
	}
	for seq, row := range f.outbox {
		raw, err := json.Marshal(row)
		if err != nil {
			return fmt.Errorf("message: %w", err)
		}
		f.want(outboxKey(seq), raw)
	}
	for process, n := range f.numbers {
		f.want(numberKey(process), numberRow(n))
	}
	return nil
}
