"""The files of an invoice: plain values (``data``), e-invoice (``ubl``) and paper (``pdf``)."""
