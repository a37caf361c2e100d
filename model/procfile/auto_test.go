package procfile

import (
	"reflect"
	"strings"
	"testing"

	"alur/model"
)

const feeFile = `process: Order
role: shop
start:
  ask: {total: money, weight: number, courier: person, phone: phone}
steps:
  - auto: Reckon the fee
    notify: customer
    say: |
      Your order is ready.
      It costs {total}.
    set: {fee: total * 0.02, size: 'weight > 5 ? "large" : "small"'}
    send: https://example.com/orders?shop=1
  - auto: Tell who brings it
    notify: person courier
  - Pack it
`

func TestWhatAlurDoesByItselfIsReadAndWritten(t *testing.T) {
	p, _, faults := Read("order.yaml", []byte(feeFile))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	s := p.Steps[0]
	want := []model.Assignment{{Field: "fee", To: "total * 0.02"}, {Field: "size", To: `weight > 5 ? "large" : "small"`}}
	if !reflect.DeepEqual(s.Set, want) || s.Send != "https://example.com/orders?shop=1" || s.Say != "Your order is ready.\nIt costs {total}." || s.Notify != "customer" {
		t.Errorf("%+v", s)
	}
	again, _, faults := Read("again.yaml", Write(p))
	if len(faults) > 0 || !reflect.DeepEqual(again, p) {
		t.Errorf("%v\n%s", faults, Write(p))
	}
}

func TestFaultsOfWhatAlurDoesHaveTheirPlace(t *testing.T) {
	for _, c := range []struct{ old, with, place string }{
		{"total * 0.02", "totl * 0.02", "11:16"},
		{"https://example.com/orders?shop=1", "example.com", "12:11"},
		{"notify: person courier", "notify: person boss", "14:13"},
		{"{total}", "{sum}", "8:10"},
		{"auto: Reckon the fee", "do: Reckon the fee", ""},
	} {
		_, _, faults := Read("order.yaml", []byte(strings.Replace(feeFile, c.old, c.with, 1)))
		if len(faults) == 0 || !strings.HasPrefix(faults[0].In(model.English), "order.yaml:"+c.place) {
			t.Errorf("%s: %v", c.with, faults)
		}
	}
}
