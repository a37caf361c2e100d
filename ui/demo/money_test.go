package demo_test

import (
	"testing"

	"alur/model"
)

// TestNoMoreIsBookedThanWasAgreed: the cash of an order is its total, and what
// was bought costs what was approved.
func TestNoMoreIsBookedThanWasAgreed(t *testing.T) {
	for _, lang := range model.Langs() {
		booked := 0
		err := build(t, lang, now).EachCase(t.Context(), func(c *model.Case, _ *model.Flow) error {
			for paid, agreed := range map[string]string{"cash": "total", "refunded": "total", "paid_amount": "amount"} {
				of, ok := c.Fields[paid]
				due, known := c.Fields[agreed]
				if !ok || !known {
					continue
				}
				booked++
				if of.Text != due.Text {
					t.Errorf("%s: %s is %s, and %s was %s", c.ID, paid, of.Text, agreed, due.Text)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if booked < 20 {
			t.Errorf("%s: only %d sums were booked", lang, booked)
		}
	}
}
