package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	"alur/model"
	"alur/store"
)

// Sent is what came from outside for a process, from whom it was said to come.
type Sent struct {
	// By is who brings it, empty for another program; Station how it came in,
	// From its address.
	By, Station, From string
	Process           string
	// Step is the step that waits for it; empty for the start of a case.
	Step string
	// Key is that of the case, where it was said beside the body.
	Key string
	// ID is the sender's own number of the delivery, if it has one.
	ID   string
	Body []byte
	// Set stands in the place of what the body says; Outcome and Reason too.
	Set             model.Values
	Outcome, Reason string
}

// Done is what came of it.
type Done struct {
	store.Receipt
	// Kept is true where it came before its step, Number where in the list of
	// deliveries it stands when its case has not begun either.
	Kept   bool
	Number int
}

// Do does what was sent. The error is a *model.Refusal or a model.IntakeFaults
// where it does not fit, else one of the store.
func Do(ctx context.Context, s *store.Store, sent Sent) (Done, error) {
	p, err := processOf(ctx, s, sent.Process)
	if err != nil {
		return Done{}, err
	}
	d, err := model.ParseDelivery(sent.Body)
	if err != nil {
		return Done{}, err
	}
	if sent.Step != "" {
		return bring(ctx, s, sent, p, d)
	}
	fields, faults := d.Start(*p)
	for name, v := range sent.Set {
		fields[name] = v
	}
	if faults = without(faults, sent.Set); len(faults) > 0 {
		return Done{}, faults
	}
	cmd := model.Command{Op: sent.op(*p), By: sent.By, Station: sent.Station, Act: model.Receive{Process: sent.Process, Fields: fields}}
	r, err := s.Do(ctx, cmd)
	return Done{Receipt: r}, err
}

// bring brings news to a step that waits.
func bring(ctx context.Context, s *store.Store, sent Sent, p *model.Process, d model.Delivery) (Done, error) {
	i := slices.IndexFunc(p.Steps, func(step model.Step) bool { return step.ID == sent.Step && step.Kind == model.Wait })
	if i < 0 {
		return Done{}, &model.Refusal{Code: "no_wait", Why: noSuchStep(), Args: []any{p.Name, sent.Step}}
	}
	n, faults := d.News(*p, &p.Steps[i])
	for name, v := range sent.Set {
		n.Values[name] = v
	}
	if faults = without(faults, sent.Set); len(faults) > 0 {
		return Done{}, faults
	}
	if sent.By == "" && n.Key != "" && sent.Key != "" && n.Key != sent.Key {
		return Done{}, &model.Refusal{Code: "two_keys", Why: model.Say{
			EN: "The address names the key %q and the body %q.", ID: "Alamatnya menyebut kunci %q dan isinya %q.",
		}, Args: []any{sent.Key, n.Key}}
	}
	news := store.News{
		By: sent.By, Station: sent.Station, From: sent.From, Process: sent.Process, Step: sent.Step,
		Key: first(sent.Key, n.Key), Outcome: first(sent.Outcome, n.Outcome), Reason: first(sent.Reason, n.Reason), Values: n.Values, Body: sent.Body,
	}
	r, number, err := s.Deliver(ctx, news)
	done := Done{Receipt: r, Number: number, Kept: number > 0}
	for _, e := range r.Events {
		if _, kept := e.Body.(model.EventKept); kept {
			done.Kept = true
		}
	}
	return done, err
}

func noSuchStep() model.Say {
	return model.Say{EN: "%s has no step %q that waits for news.", ID: "%s tidak punya langkah %q yang menunggu kabar."}
}

// first is the first text that says something.
func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// without leaves out the faults of fields that are set otherwise.
func without(faults model.IntakeFaults, set model.Values) model.IntakeFaults {
	return slices.DeleteFunc(faults, func(f model.IntakeFault) bool {
		_, is := set[f.Field]
		return is
	})
}

// op is the operation id: where the process has no key by which the same case
// is known, the same delivery is one act by the sender's own number and what it
// holds. Other senders' numbers alone are not unique.
func (sent Sent) op(p model.Process) string {
	if p.Key != "" || sent.ID == "" {
		return ""
	}
	sum := sha256.New()
	for _, part := range [][]byte{[]byte(sent.Process), []byte(sent.ID), sent.Body} {
		one := sha256.Sum256(part)
		_, _ = sum.Write(one[:]) // It never fails.
	}
	return "in-" + hex.EncodeToString(sum.Sum(nil)[:12])
}

// errNoProcess is answered as a place that is not there.
var errNoProcess = errors.New("no such process")

// processOf is the version of a process by whose map a delivery is read: the
// one in force for the whole shop, or else the newest.
func processOf(ctx context.Context, s *store.Store, id string) (*model.Process, error) {
	shop, err := s.Shop(ctx)
	if err != nil {
		return nil, err
	}
	head := shop.Processes[id]
	if head == nil {
		return nil, errNoProcess
	}
	version := head.InForce("")
	if version == 0 {
		version = head.Latest()
	}
	f, err := s.Flow(ctx, id, version)
	if err != nil || f == nil {
		return nil, errors.Join(err, errNoProcess)
	}
	return &f.Process, nil
}
