package model

import (
	"encoding/json"
	"strings"
	"testing"
)

// queued are the messages of the record.
func (w *world) queued() (all []Message) {
	for _, e := range w.events {
		if b, ok := e.Body.(MessageQueued); ok {
			all = append(all, b.Message)
		}
	}
	return all
}

func TestAnAutomaticStepSendsTheCaseAsItThenIs(t *testing.T) {
	step := sets("fee", "total * 0.1")
	step.Send = "https://example.com/orders"
	w := orderShop(t, feeShop(step))
	id := w.feeOrder(map[string]string{"order_no": "a-1", "total": "125", "express": "yes", "items": "cup,plate"})
	all := w.queued()
	if len(all) != 1 || all[0].Key != id+"/reckon/1" || all[0].URL != step.Send {
		t.Fatalf("%+v", all)
	}
	var sent map[string]any
	if err := json.Unmarshal([]byte(all[0].Body), &sent); err != nil {
		t.Fatal(err)
	}
	fields := sent["fields"].(map[string]any)
	if sent["key"] != all[0].Key || sent["case"] != id || sent["title"] != "Order a-1" || sent["case_key"] != "a-1" || sent["step"] != "reckon" {
		t.Errorf("%s", all[0].Body)
	}
	if fields["fee"] != 12.5 || fields["express"] != true || len(fields["items"].([]any)) != 2 || fields["order_no"] != "a-1" {
		t.Errorf("%v", fields)
	}
	w.refused("hendra", Undo{}, "message_out")
}

func TestWhoIsToldOutside(t *testing.T) {
	with := func(more map[string]string) map[string]string {
		fields := map[string]string{"order_no": "a-1", "total": "125", "express": "yes", "items": "cup"}
		for name, v := range more {
			fields[name] = v
		}
		return fields
	}
	for _, c := range []struct {
		step   Step
		fields map[string]string
		want   string
	}{
		{Step{Notify: ToldCustomer}, with(map[string]string{"phone": "0812 345"}), "customer  0812 345: Order a-1: Reckon the fee"},
		{Step{Notify: ToldCustomer, Say: "Order {order_no} costs {total}."}, with(map[string]string{"email": "ana@example.com", "phone": "0812 345"}), "customer ana@example.com 0812 345: Order a-1: Order a-1 costs 125."},
		{Step{Notify: ToldCustomer}, with(nil), ""},
		{Step{Notify: ToldCustomer}, with(map[string]string{"email": "not one"}), ""},
		{Step{Notify: "person courier"}, with(map[string]string{"courier": "sari"}), "sari sari@example.com : Order a-1: Reckon the fee"},
		{Step{Notify: "person courier"}, with(map[string]string{"courier": "hendra"}), ""},
		{Step{Notify: "shop"}, with(nil), ""},
	} {
		w := orderShop(t, feeShop(c.step))
		sari := *w.Shop().People["sari"]
		sari.Address = "sari@example.com"
		w.must("hendra", ChangePerson{Person: sari})
		id := w.feeOrder(c.fields)
		got := ""
		for _, m := range w.queued() {
			got += m.To + " " + m.Email + " " + m.Phone + ": " + m.Subject + ": " + m.Text
			if m.Key != id+"/reckon/1/tell" {
				t.Errorf("the key is %s", m.Key)
			}
		}
		if got != c.want {
			t.Errorf("%+v:\ngot    %q\nwanted %q", c.step, got, c.want)
		}
		for _, e := range w.events {
			if b, ok := e.Body.(AutoDone); ok && b.NoAddress != (c.want == "" && c.step.Notify != "shop") {
				t.Errorf("%+v: no address: %v", c.step, b.NoAddress)
			}
		}
	}
}

func TestAnAddressOfAPersonIsOne(t *testing.T) {
	w := orderShop(t, feeShop(Step{}))
	for address, ok := range map[string]bool{"": true, "sari@example.com": true, "0812-3456": true, "sari@": false, "a b@example.com": false, "x@y\r\nBcc: z@example.com": false, "somewhere": false} {
		p := *w.Shop().People["sari"]
		p.Address = address
		if !ok {
			w.refused("hendra", ChangePerson{Person: p}, "bad_address")
			continue
		}
		w.must("hendra", ChangePerson{Person: p})
	}
	if !strings.Contains(w.Shop().People["sari"].Name, "Sari") {
		t.Error("she is somebody else now")
	}
}
