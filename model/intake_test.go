package model

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
)

// webOrder is the online order with the places where a web shop has its
// fields.
func webOrder(places map[string]string) Process {
	p := onlineOrder()
	p.Start.Ask = append(p.Start.Ask, Field{Name: "phone", Type: PhoneField, Optional: true}, Field{Name: "day", Type: DateField, Optional: true})
	for _, f := range p.Start.Ask {
		if at := places[f.Name]; at != "" {
			p.Start.Map = append(p.Start.Map, Mapping{Field: f.Name, Path: at})
		}
	}
	return p
}

func wooPlaces() map[string]string {
	return map[string]string{
		"order_no": "number", "customer": "billing.{first_name} {last_name}", "items": "line_items.*.{quantity} x {name}", "total": "total",
		"payment": "payment_method else prepaid", "phone": "billing.phone", "day": "date_created",
	}
}

func shopifyPlaces() map[string]string {
	return map[string]string{
		"order_no": "name", "customer": "shipping_address.name", "items": "line_items.*.{quantity} x {name}", "total": "total_price",
		"payment": "payment_gateway_names.0 else prepaid", "phone": "billing_address.phone", "day": "created_at",
	}
}

func TestOrdersOfTheGreatWebShopsAreRead(t *testing.T) {
	for _, c := range []struct {
		file   string
		places map[string]string
		want   Values
	}{
		{"woocommerce-order.json", wooPlaces(), Values{
			"order_no": one("727"), "customer": one("Rina Wijaya"), "items": {Items: []string{"2 x Teko, 1 liter", "6 x Gelas - Bening"}},
			"total": one("195000"), "payment": one("prepaid"), "phone": one("0812-3456-7890"), "day": one("2026-11-23"),
		}},
		{"shopify-order.json", shopifyPlaces(), Values{
			"order_no": one("#9999"), "customer": one("Sri Susilo"), "items": {Items: []string{"1 x Kompor, 2 tungku", "3 x Wajan"}},
			"total": one("398000"), "payment": one("cod"), "phone": one("0274-555-625"), "day": one("2026-11-23"),
		}},
	} {
		body, err := os.ReadFile("testdata/intake/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		p := webOrder(c.places)
		if _, faults := Compile(p); len(faults) > 0 {
			t.Fatalf("%s: %v", c.file, faults)
		}
		d, err := ParseDelivery(body)
		if err != nil {
			t.Fatalf("%s: %v", c.file, err)
		}
		got, faults := d.Start(p)
		if len(faults) > 0 || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s gives %v, %v", c.file, got, faults)
		}
	}
}

func TestAFieldIsTakenFromItsPlace(t *testing.T) {
	const doc = `{"no": 820982911946154508, "sum": 1.5e3, "big": 1e400, "name": " Bu\tRina ", "paid": true, "none": null, "empty": "", "when": "2026-11-23T09:10:00+07:00",
		"clock": "2026-11-23 16:45:09", "tags": "a, b", "list": ["x, y", "", 7, null], "lines": [{"sku": "A", "n": 2}, {"sku": null}, {"sku": "C", "n": 1}], "deep": {"er": {"st": "gold"}}, "no lines": []}`
	d, err := ParseDelivery([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	text, list := Field{Name: "f", Type: TextField}, Field{Name: "f", Type: ListField}
	money, yes := Field{Name: "f", Type: MoneyField}, Field{Name: "f", Type: YesNoField}
	day, hour := Field{Name: "f", Type: DateField}, Field{Name: "f", Type: TimeField}
	for _, c := range []struct {
		place string
		field Field
		want  Value
		fault string
	}{
		{place: "no", field: text, want: one("820982911946154508")},
		{place: "sum", field: money, want: one("1500")},
		{place: "big", field: money, fault: "does not fit"},
		{place: "name", field: text, want: one("Bu Rina")},
		{place: "paid", field: yes, want: one("yes")},
		{place: "paid", field: text, want: one("true")},
		{place: "none", field: text},
		{place: "none else -", field: text, want: one("-")},
		{place: "empty else 0", field: money, want: one("0")},
		{place: "nowhere.at.all else 7", field: money, want: one("7")},
		{place: "name else 7", field: money, fault: "does not fit"},
		{place: "when", field: day, want: one("2026-11-23")},
		{place: "when", field: hour, want: one("09:10")},
		{place: "clock", field: hour, want: one("16:45")},
		{place: "name", field: day, fault: "a date such as"},
		{place: "tags", field: list, want: Value{Items: []string{"a", "b"}}},
		{place: "list", field: list, want: Value{Items: []string{"x, y", "7"}}},
		{place: "list", field: text, fault: "name an entry by its position"},
		{place: "list.0", field: text, want: one("x, y")},
		{place: "list.9", field: text},
		{place: "list.-1", field: text},
		{place: "list.x", field: text},
		{place: "lines.*.sku", field: list, want: Value{Items: []string{"A", "C"}}},
		{place: "lines.*.{n} x {sku}", field: list, want: Value{Items: []string{"2 x A", "1 x C"}}},
		{place: "lines.1.sku", field: text},
		{place: "lines", field: list, fault: "line_items.*.name"},
		{place: "no lines.*.sku", field: list},
		{place: "deep", field: text, fault: "name a part of the object"},
		{place: "deep.er.st", field: text, want: one("gold")},
		{place: "deep.er.st.less", field: text},
		{place: "{name} ({no})", field: text, want: one("Bu Rina (820982911946154508)")},
		{place: "{none}{empty}", field: text},
	} {
		p, ok := parsePlace(c.place)
		if !ok {
			t.Errorf("%q is no place", c.place)
			continue
		}
		got, err := p.value(c.field, d.doc)
		switch {
		case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
			t.Errorf("%q gives %v, %v, wanted a fault with %q", c.place, got, err, c.fault)
		case c.fault == "" && (err != nil || !got.Equal(c.want)):
			t.Errorf("%q gives %v, %v, not %v", c.place, got, err, c.want)
		}
	}
}

func TestAPlaceThatIsNoneIsAFault(t *testing.T) {
	for place, fault := range map[string]string{
		"a..b": "no place", "": "no place", " a. b": "no place", "a[0]": "no place", "a else ": "no place", "{a}.b": "no place", "a.{b": "no place", "a.}b{": "no place", "a.{}": "no place",
		"a.*.b": "takes one", "a else free": "follows else", "a else 5": "", "{a} of {b}": "", "a.b c.d": "",
	} {
		p := webOrder(map[string]string{"total": place})
		if place == "" {
			p.Start.Map = append(p.Start.Map, Mapping{Field: "total"})
		}
		_, faults := Compile(p)
		switch {
		case fault == "" && len(faults) > 0:
			t.Errorf("%q: %v", place, faults)
		case fault != "" && (len(faults) != 1 || !strings.Contains(faults[0].In(English), fault)):
			t.Errorf("%q: %v, wanted one with %q", place, faults, fault)
		}
	}
}

func TestASenderIsToldEveryFieldToMend(t *testing.T) {
	p := webOrder(map[string]string{"order_no": "number", "total": "sum.grand", "payment": "method"})
	d, err := ParseDelivery([]byte(`{"number": "A-1", "items": "lamp", "sum": {"grand": "free"}, "method": "barter"}`))
	if err != nil {
		t.Fatal(err)
	}
	_, faults := d.Start(p)
	var got []string
	for _, f := range faults {
		got = append(got, f.Field+" at "+f.Path+": "+f.Why.In(English))
		if f.Why.In(Indonesian) == f.Why.In(English) {
			t.Errorf("%s is said in one language only", f.Field)
		}
	}
	want := []string{
		"customer at customer: customer is needed, and nothing stands at customer. There is: items, method, number, sum.",
		`total at sum.grand: total: "free" does not fit; wanted is a number such as 1234.5, with a point and nothing between the thousands`,
		`payment at method: payment: "barter" is not one of the answers; choose one of: prepaid, COD`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
}

func TestNewsOfAStepIsRead(t *testing.T) {
	p := webOrder(wooPlaces())
	s := &Step{ID: "deliver", Kind: Wait, Record: []Field{{Name: "receiver", Type: TextField}, {Name: "weight", Type: NumberField, Min: "0.1", Optional: true}, {Name: "label", Type: ScanField, Equals: "order_no"}}}
	for body, want := range map[string]News{
		`{"number": "727", "outcome": "delivered", "receiver": "Bu Sri"}`:            {Key: "727", Outcome: "delivered", Values: Values{"receiver": one("Bu Sri")}},
		`{"key": "727", "outcome": "came_back", "reason": "nobody home", "other":1}`: {Key: "727", Outcome: "came_back", Reason: "nobody home", Values: Values{}},
		`{"number": 727, "label": "another"}`:                                        {Key: "727", Values: Values{"label": one("another")}},
		`{"order_no": "727", "key": "none", "outcome": "delivered"}`:                 {Key: "727", Outcome: "delivered", Values: Values{}},
		`{"number": 727, "order_no": "none"}`:                                        {Key: "727", Values: Values{}},
	} {
		d, err := ParseDelivery([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		if got, faults := d.News(p, s); len(faults) > 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("%s gives %+v, %v", body, got, faults)
		}
	}
	d, err := ParseDelivery([]byte(`{"key": "727", "weight": 0, "receiver": ["a"]}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, faults := d.News(p, s); len(faults) != 2 || faults[0].Field != "receiver" || faults[1].Field != "weight" {
		t.Errorf("%v", faults)
	}
}

func TestABodyThatIsNoDeliveryIsRefused(t *testing.T) {
	for body, code := range map[string]Code{
		``: CodeBadJSON, `{`: CodeBadJSON, `[]`: CodeBadJSON, `"x"`: CodeBadJSON, `null`: CodeBadJSON, `{} {}`: CodeBadJSON, `{}x`: CodeBadJSON, `{"a": 01}`: CodeBadJSON,
		`{"a":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`: CodeDeepJSON,
		strings.Repeat(`{"a":`, 500_000):                                  CodeDeepJSON,
		`{"a": "` + strings.Repeat("[", 100) + `\"[["}`:                   "",
		`{"a":` + strings.Repeat("[", 31) + strings.Repeat("]", 31) + `}`: "",
		` {} `: "",
	} {
		_, err := ParseDelivery([]byte(body))
		r := Refused(err)
		if code == "" && err != nil || code != "" && (r == nil || r.Code != code || r.In(Indonesian) == r.In(English)) {
			t.Errorf("%.40s: %v, wanted %q", body, err, code)
		}
	}
}

// TestABodyThatCannotBeReadSaysWhere: the place at which it stops being JSON, or
// that it was cut.
func TestABodyThatCannotBeReadSaysWhere(t *testing.T) {
	for body, want := range map[string]string{
		``:                          "The body is empty.",
		`{"order_no": "A-1", "cust`: "The body is cut: its JSON is not at an end after 25 bytes.",
		`{"a": [1, 2`:               "The body is cut: its JSON is not at an end after 11 bytes.",
		`   `:                       "The body is cut: its JSON is not at an end after 3 bytes.",
		`{"a": 01}`:                 "The body is no JSON: it can't be read at byte 8.",
		`{"a": 'b'}`:                "The body is no JSON: it can't be read at byte 7.",
		`order=1`:                   "The body is no JSON: it can't be read at byte 1.",
		`{"a": 1} {}`:               "The body has to be one JSON object, and more follows after byte 8.",
	} {
		if _, err := ParseDelivery([]byte(body)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

// TestAFieldThatIsEmptyIsSaidToBe: it is there, and nothing stands in it.
func TestAFieldThatIsEmptyIsSaidToBe(t *testing.T) {
	for body, want := range map[string]string{
		`{"order_no": "A-1", "customer": "", "items": ["x"], "total": 1, "payment": "cod"}`:   "customer is needed, and what stands at customer is empty.",
		`{"order_no": "A-1", "customer": null, "items": ["x"], "total": 1, "payment": "cod"}`: "customer is needed, and what stands at customer is empty.",
		`{"order_no": "A-1", "customer": "Ana", "items": [], "total": 1, "payment": "cod"}`:   "items is needed, and what stands at items is empty.",
		`{"order_no": "A-1", "items": ["x"], "total": 1, "payment": "cod"}`:                   "customer is needed, and nothing stands at customer. There is: items, order_no, payment, total.",
	} {
		d, err := ParseDelivery([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		if _, faults := d.Start(webOrder(nil)); len(faults) != 1 || faults[0].Why.In(English) != want {
			t.Errorf("%s: %v, want %s", body, faults, want)
		}
	}
}

// FuzzDelivery holds the laws of intake: whatever is sent, it is read or
// refused in our words; what is read fits its field, and reading it from the
// delivery written anew gives the same.
func FuzzDelivery(f *testing.F) {
	for _, file := range []string{"woocommerce-order.json", "shopify-order.json"} {
		body, err := os.ReadFile("testdata/intake/" + file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, "number", "line_items.*.{quantity} x {name}", "total else 0", "payment_method else prepaid")
		f.Add(body, "{name} {id}", "line_items.*.tax_lines.*.title", "line_items.0.price", "financial_status")
	}
	f.Add([]byte(`{"a":{"b":[1,2,{"c":1e9}]},"\u0000":"\u202e"}`), "a.b.2.c", "a.b", "a.b.*", "\x00")
	f.Fuzz(func(t *testing.T, body []byte, no, items, total, payment string) {
		p := webOrder(map[string]string{"order_no": no, "items": items, "total": total, "payment": payment})
		d, err := ParseDelivery(body)
		if err != nil {
			if Refused(err) == nil {
				t.Fatalf("not in our words: %v", err)
			}
			return
		}
		values, faults := d.Start(p)
		if len(faults) > 0 {
			return
		}
		if _, err := startFields(&Shop{}, &Flow{Process: p}, values); err != nil {
			t.Fatalf("%v was read without a fault and is refused: %v", values, err)
		}
		again, err := json.Marshal(d.doc)
		if err != nil {
			t.Fatal(err)
		}
		second, err := ParseDelivery(again)
		if err != nil {
			t.Fatal(err)
		}
		if same, _ := second.Start(p); !reflect.DeepEqual(same, values) {
			t.Fatalf("%v, and written anew %v", values, same)
		}
	})
}
